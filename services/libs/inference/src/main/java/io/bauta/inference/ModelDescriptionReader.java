/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bauta.contracts.Faults;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.inference.ModelRefusedException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads model.json and lists everything that is wrong with it at once. Keys it does not know are for others. */
final class ModelDescriptionReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final JsonNode top;
    private final Faults faults;

    private ModelDescriptionReader(JsonNode top, Faults faults) {
        this.top = top;
        this.faults = faults;
    }

    /**
     * @param file where it was found, for people
     * @param bytes what it holds
     * @throws ModelRefusedException if it is malformed
     */
    static ModelDescription read(String file, byte[] bytes) {
        try {
            Faults faults = new Faults("model description " + file);
            JsonNode top = JSON.readTree(bytes);
            ModelDescription description = new ModelDescriptionReader(top, faults).description();
            faults.throwIfAny();
            return description;
        } catch (JsonProcessingException e) {
            throw new ModelRefusedException(
                    Reason.MALFORMED, "model description " + file + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (InvalidConfigurationException e) {
            throw new ModelRefusedException(Reason.MALFORMED, e.getMessage(), e);
        } catch (IOException e) {
            throw new ModelRefusedException(Reason.MALFORMED, "model description " + file + " is no text: " + e, e);
        }
    }

    private ModelDescription description() {
        String sha256 = text("sha256");
        faults.check(SHA256.matcher(sha256).matches(), "sha256", "is 64 lower-case hexadecimal digits");
        return new ModelDescription(
                text("name"),
                text("version"),
                sha256,
                tensors("inputs"),
                tensors("outputs"),
                text("family"),
                positive("width").doubleValue(),
                positive("parameters").longValue(),
                positive("macs").longValue(),
                kinds(),
                bestSize(),
                figures());
    }

    private List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (JsonNode kind : top.path("kinds")) {
            faults.check(kind.isTextual(), "kinds[" + kinds.size() + "]", "is a text");
            kinds.add(kind.asText());
        }
        return kinds;
    }

    private Optional<ModelDescription.Size> bestSize() {
        JsonNode size = top.path("bestSize");
        if (size.isMissingNode()) {
            return Optional.empty();
        }
        int width = size.path("width").asInt();
        int height = size.path("height").asInt();
        int multipleOf = size.path("multipleOf").asInt();
        boolean whole =
                multipleOf > 0 && width > 0 && height > 0 && width % multipleOf == 0 && height % multipleOf == 0;
        faults.check(whole, "bestSize", "has width and height above 0 that are multiples of multipleOf");
        return Optional.of(new ModelDescription.Size(width, height, multipleOf));
    }

    private String text(String key) {
        String value = top.path(key).asText();
        faults.check(top.path(key).isTextual() && !value.isBlank(), key, "is a text that is not empty");
        return value;
    }

    private Number positive(String key) {
        JsonNode value = top.path(key);
        faults.check(value.isNumber() && value.doubleValue() > 0, key, "is a number above 0");
        return value.isNumber() ? value.numberValue() : 0;
    }

    private Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        faults.check(top.path("figures").isObject(), "figures", "is an object of numbers");
        top.path("figures").properties().forEach(figure -> {
            faults.check(figure.getValue().isNumber(), "figures." + figure.getKey(), "is a number");
            figures.put(figure.getKey(), figure.getValue().doubleValue());
        });
        return figures;
    }

    private List<TensorDescription> tensors(String key) {
        List<TensorDescription> tensors = new ArrayList<>();
        for (JsonNode tensor : top.path(key)) {
            String where = key + "[" + tensors.size() + "]";
            String type = tensor.path("type").asText();
            faults.check(tensor.path("name").isTextual(), where + ".name", "is a text");
            faults.check(
                    ElementType.labelled(type).isPresent(),
                    where + ".type",
                    "is one of float32, uint8, int8, int32, int64");
            tensors.add(new TensorDescription(
                    tensor.path("name").asText(),
                    ElementType.labelled(type).orElse(ElementType.FLOAT32),
                    shape(tensor.path("shape"), where + ".shape")));
        }
        faults.check(!tensors.isEmpty(), key, "is a list of at least one tensor");
        return tensors;
    }

    private List<Dimension> shape(JsonNode sizes, String where) {
        List<Dimension> shape = new ArrayList<>();
        faults.check(sizes.isArray(), where, "is a list of sizes and names");
        for (JsonNode size : sizes) {
            if (size.isTextual() && !size.asText().isBlank()) {
                shape.add(new Dimension.Named(size.asText()));
            } else if (size.isIntegralNumber() && size.longValue() > 0) {
                shape.add(new Dimension.Fixed(size.longValue()));
            } else {
                faults.add(where, "is a list of sizes above 0 and of names for sizes that are chosen later");
            }
        }
        return shape;
    }
}

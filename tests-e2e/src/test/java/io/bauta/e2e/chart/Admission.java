/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.bauta.e2e.house.Repository;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the admission policies, its expressions carried out by CEL as the API server would. What it is asked about is chosen by
 * the test: which resources a policy is for is the API server's to match.
 */
final class Admission {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("object", SimpleType.DYN)
            .addVar("oldObject", SimpleType.DYN)
            .addVar("request", SimpleType.DYN)
            .addVar("variables", SimpleType.DYN)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    private final ValidatingAdmissionPolicy policy;

    private Admission(ValidatingAdmissionPolicy policy) {
        this.policy = policy;
    }

    static Admission of(String file) {
        return new Admission(Chart.objects(Repository.read("k8s/policies/" + file)).stream()
                .filter(ValidatingAdmissionPolicy.class::isInstance)
                .map(ValidatingAdmissionPolicy.class::cast)
                .findFirst()
                .orElseThrow());
    }

    ValidatingAdmissionPolicy policy() {
        return policy;
    }

    /** A request. */
    record Request(String operation, String namespace, Map<String, Object> user, Object object, Object oldObject) {
        static Request toCreate(String namespace, String object) {
            return new Request("CREATE", namespace, Map.of("username", "somebody"), map(object), Map.of());
        }
    }

    /** Why it is refused; empty where it is let in. */
    List<String> refusals(Request request) {
        Map<String, Object> known = new HashMap<>();
        Map<String, Object> variables = new HashMap<>();
        known.put("object", request.object());
        known.put("oldObject", request.oldObject());
        known.put(
                "request",
                Map.of(
                        "operation", request.operation(),
                        "namespace", request.namespace(),
                        "name", "a-pod",
                        "userInfo", request.user()));
        known.put("variables", variables);
        boolean about = policy.getSpec().getMatchConditions().stream()
                .allMatch(condition -> (Boolean) evaluate(condition.getExpression(), known));
        if (!about) {
            return List.of();
        }
        policy.getSpec()
                .getVariables()
                .forEach(variable -> variables.put(variable.getName(), evaluate(variable.getExpression(), known)));
        policy.getSpec().getAuditAnnotations().forEach(annotation -> evaluate(annotation.getValueExpression(), known));
        return policy.getSpec().getValidations().stream()
                .filter(validation -> !(Boolean) evaluate(validation.getExpression(), known))
                .map(validation -> validation.getMessage())
                .toList();
    }

    private static Object evaluate(String expression, Map<String, Object> known) {
        try {
            CelAbstractSyntaxTree tree = COMPILER.compile(expression).getAst();
            return RUNTIME.createProgram(tree).eval(known);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(expression, e);
        }
    }

    static Map<String, Object> map(String yaml) {
        try {
            return YAML.readValue(yaml, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }
}

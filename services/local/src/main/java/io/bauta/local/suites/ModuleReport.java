/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One module's tests of one suite, as the XML reports of Maven or pytest tell it.
 *
 * @param suite unit, integration, e2e or models
 * @param module folder of the module, relative to the top
 * @param passed tests that ran and held
 * @param failed failed tests with the first line of what went wrong
 * @param skipped skipped tests with the reason given
 * @param seconds time taken
 */
record ModuleReport(
        String suite,
        String module,
        int passed,
        Map<String, String> failed,
        Map<String, String> skipped,
        double seconds) {

    int skippedCount() {
        return skipped.size();
    }

    /** Whether a folder is one of reports. */
    static boolean isOne(Path folder) {
        return Stream.of("surefire-reports", "failsafe-reports", "pytest-reports")
                .anyMatch(name -> folder.endsWith(Path.of("target", name)));
    }

    /** @param reports a folder of reports below the top */
    static ModuleReport read(Path top, Path reports) throws IOException {
        String module = top.relativize(reports.getParent().getParent()).toString();
        String suite = suite(module, String.valueOf(reports.getFileName()));
        Map<String, String> failed = new TreeMap<>();
        Map<String, String> skipped = new TreeMap<>();
        int passed = 0;
        double seconds = 0;
        for (Path file : xmlFiles(reports)) {
            NodeList cases = parse(file).getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                seconds += number(test.getAttribute("time"));
                String name = nameOf(test);
                if (has(test, "failure") || has(test, "error")) {
                    failed.put(name, message(test, has(test, "failure") ? "failure" : "error"));
                } else if (has(test, "skipped")) {
                    skipped.put(name, reason(message(test, "skipped")));
                } else {
                    passed++;
                }
            }
        }
        return new ModuleReport(suite, module, passed, failed, skipped, seconds);
    }

    private static String suite(String module, String reports) {
        return switch (reports) {
            case "surefire-reports" -> "unit";
            case "pytest-reports" -> "models";
            default -> module.equals("tests-e2e") ? "e2e" : "integration";
        };
    }

    private static List<Path> xmlFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("TEST-")
                            && file.getFileName().toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static Element parse(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no test report", e);
        }
    }

    private static String nameOf(Element test) {
        String type = test.getAttribute("classname");
        return type.substring(type.lastIndexOf('.') + 1) + "." + test.getAttribute("name");
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }

    private static String message(Element test, String child) {
        Element element = (Element) test.getElementsByTagName(child).item(0);
        String message = element.getAttribute("message");
        String text = message.isBlank() ? element.getTextContent() : message;
        return text.lines()
                .filter(line -> !line.isBlank())
                .limit(6)
                .reduce("", (a, b) -> a.isEmpty() ? b : a + "\n" + b);
    }

    /** JUnit puts its own words before an assumption's; only the reason is of use to a person. */
    private static String reason(String message) {
        String line = message.lines().findFirst().orElse("").replaceFirst("^Assumption failed: ", "");
        return line.isBlank() ? "no reason given" : line;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.replace(",", ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.bauta.partner.street.Chromium;
import io.bauta.partner.street.FogBroker;
import io.bauta.partner.street.LiveStreet;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page as a person sees it, in a real browser. Skipped with a clear line where there is none. */
@QuarkusTest
@QuarkusTestResource(FogBroker.class)
class PageIT {
    private static final double PATIENCE = 60_000;

    @TestHTTPResource("/")
    URI gateway;

    private final List<String> complaints = new ArrayList<>();
    private Chromium chromium;
    private LiveStreet street;

    @BeforeEach
    void open() {
        chromium = Chromium.open();
        street = new LiveStreet(ConfigProvider.getConfig().getValue(FogBroker.ADDRESS, String.class));
    }

    @AfterEach
    void close() {
        if (street != null) {
            street.close();
            chromium.close();
        }
    }

    private Page visit(ColorScheme scheme, int width, int height) {
        Page page = chromium.browser()
                .newContext(
                        new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, height))
                .newPage();
        page.setDefaultTimeout(PATIENCE);
        setDefaultAssertionTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(gateway.toString());
        return page;
    }

    private static double number(Locator video, String property) {
        return ((Number) video.evaluate("video => " + property)).doubleValue();
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png")));
    }

    @Test
    void theStreetIsSeenLiveHeardAndToldAbout() {
        street.camera("cam-bridge", 640, 360, 30, false)
                .camera("cam-square", 640, 360, 160, true)
                .start();
        Page page = visit(ColorScheme.DARK, 1440, 900);

        Locator video = page.locator("[data-sensor=cam-bridge] video");
        page.waitForCondition(
                () -> video.count() == 1 && number(video, "video.getVideoPlaybackQuality().totalVideoFrames") > 12,
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));
        double then = number(video, "video.currentTime");
        page.waitForCondition(() -> number(video, "video.currentTime") > then + 2);
        assertThat(number(video, "video.videoWidth")).isEqualTo(640);
        assertThat(number(video, "video.buffered.end(video.buffered.length - 1) - video.currentTime"))
                .as("seconds behind the newest frame")
                .isLessThan(4);

        assertThat(page.locator("[data-sensor=cam-square] .mark.weak")).isVisible();
        assertThat(page.locator("[data-sensor=cam-square] .mark.held")).isVisible();
        assertThat(page.locator("[data-sensor=cam-square] .mark.eased")).hasText("1 of 2 pictures");
        assertThat(page.locator("[data-sensor=cam-square] .mark.suspects"))
                .hasText(Pattern.compile("[0-9]+ suspected"));
        assertThat(page.locator("[data-sensor=cam-bridge] .mark.weak")).isHidden();
        assertThat(page.locator("[data-sensor=cam-bridge] .mark.eased")).isHidden();
        assertThat(page.locator("[data-sensor=cam-bridge] .mark.suspects")).isHidden();
        assertThat(page.locator("[data-sensor=mic-market] .level"))
                .hasAttribute("aria-valuenow", Pattern.compile("-[2-5][0-9]"));
        assertThat(page.locator("#feed .chunk-withheld").first()).containsText("cam-square");
        assertThat(page.locator("[data-sensor=cam-square] .why"))
                .hasText(Pattern.compile("Withheld on the edge: undecodable [0-9]+"));
        assertThat(page.locator("[data-sensor=cam-bridge] .why")).isHidden();
        assertThat(page.locator("#feed .weak-method")).hasCount(1);
        assertThat(page.locator("#feed .pictures-left-out")).hasCount(1);
        assertThat(page.locator("#feed .leak-suspected").first()).containsText("cam-square");
        assertThat(page.locator("#health")).hasText("All well");
        assertThat(page.locator("#feed .sound-peak").first()).containsText("mic-market");
        assertThat(complaints).isEmpty();

        page.waitForTimeout(4_000);
        shoot(page, "dark");
        page.locator("#theme").click();
        shoot(page, "light");
    }

    @Test
    void aNarrowScreenShowsTheSameBelowEachOther() {
        street.camera("cam-bridge", 640, 360, 30, false).start();
        Page page = visit(ColorScheme.LIGHT, 390, 844);

        page.locator("[data-sensor=cam-bridge].playing").waitFor();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        shoot(page, "narrow");
    }

    @Test
    void theVideoGoesOnAfterAHoleAndAfterTheCameraBeganAnew() {
        street.camera("cam-flaky", 320, 180, 80, false).start();
        Page page = visit(ColorScheme.DARK, 1440, 900);
        Locator video = page.locator("[data-sensor=cam-flaky] video");
        page.locator("[data-sensor=cam-flaky].playing").waitFor();

        street.lose("cam-flaky", 12);
        double before = number(video, "video.currentTime");
        page.waitForCondition(() -> number(video, "video.currentTime") > before + 7);

        street.beginAnew("cam-flaky", 640, 360);
        page.waitForCondition(() -> number(video, "video.videoWidth") == 640);
        page.waitForCondition(() -> number(video, "video.currentTime") > 1);
        assertThat(complaints).isEmpty();
    }

    @Test
    void theKeyboardReachesEverythingAndEnlargesACamera() {
        street.camera("cam-bridge", 320, 180, 30, false).start();
        Page page = visit(ColorScheme.DARK, 1440, 900);
        Locator enlarge = page.locator("[data-sensor=cam-bridge] button");
        enlarge.waitFor();

        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        enlarge.focus();
        page.keyboard().press("Enter");

        assertThat(enlarge).hasAttribute("aria-pressed", "true");
        assertThat(page.locator("[data-sensor=cam-bridge]")).hasClass(Pattern.compile("large"));
    }
}

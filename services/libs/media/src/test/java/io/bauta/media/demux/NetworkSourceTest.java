/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.demux.SourceException.Kind;
import io.bauta.media.studio.ForeignFilm;
import io.bauta.media.studio.MovingSquare;
import io.bauta.media.studio.Projector;
import io.bauta.media.video.VideoDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cameras on the network that answer late, wrongly, half or not at all. */
class NetworkSourceTest {
    private static final String PASSWORD = "s3cret@/w0rd";
    private static final SourceOptions HASTY =
            new SourceOptions(Duration.ofSeconds(2), Duration.ofMillis(700), 1 << 20);

    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private volatile Answer answer = socket -> {};

    /** What the camera does with a caller. */
    private interface Answer {
        void to(Socket socket) throws IOException, InterruptedException;
    }

    @BeforeEach
    void aCameraListens() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    callers.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.getInputStream().read(new byte[4096]); // unread requests would turn the end into a reset
            answer.to(socket);
        } catch (IOException | InterruptedException e) {
            // the caller has hung up
        }
    }

    @AfterEach
    void itGoesAway() throws IOException {
        server.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }

    @Test
    void mjpegOverHttpIsReadAsItComes() {
        // Given a camera that sends a picture after the other, as browsers show them
        byte[] parts = new ForeignFilm("mpjpeg", "mjpeg", avutil.AV_PIX_FMT_YUVJ420P, 0).shot(8);
        answer = socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=ffmpeg\r\n\r\n"
                    .getBytes(US_ASCII));
            out.write(parts);
        };
        List<Integer> numbers = new ArrayList<>();
        try (SourceReader source = SourceReader.open(http("/video"), SourceOptions.defaults());
                VideoDecoder decoder = VideoDecoder.open("mjpeg", Optional.empty())) {
            // When it then hangs up without having said how much was to come
            SourceException broken = catchThrowableOfType(
                    SourceException.class,
                    () -> Projector.packets(
                            source,
                            0,
                            packet -> Projector.see(
                                    decoder.decode(packet.data(), packet.ptsMicros()),
                                    MovingSquare::numberOf,
                                    numbers)));
            assertThat(broken.kind()).isEqualTo(Kind.ENDED_EARLY);
        }
        assertThat(numbers).startsWith(0, 1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @CsvSource({"401,REFUSED", "403,REFUSED", "404,NOT_FOUND", "429,REFUSED", "500,REFUSED", "503,REFUSED"})
    void whatTheCameraSaysIsUnderstood(int status, Kind kind) {
        answer = socket -> socket.getOutputStream()
                .write(("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n").getBytes(US_ASCII));
        SourceException refused = refusal(http("/video?token=" + PASSWORD));
        assertThat(refused.kind()).isEqualTo(kind);
    }

    @Test
    void aCameraThatIsSilentTimesOutAndItsPasswordStaysOut() {
        answer = socket -> new CountDownLatch(1).await();
        for (String scheme : List.of("http", "rtsp")) {
            SourceException refused = refusal(new SourceLocation(
                    scheme + "://admin:" + PASSWORD + "@127.0.0.1:" + server.getLocalPort() + "/live?key=" + PASSWORD));
            assertThat(refused.kind()).as(scheme).isIn(Kind.TIMED_OUT, Kind.NOT_FOUND, Kind.NOT_MEDIA, Kind.REFUSED);
        }
        SourceException silent =
                refusal(new SourceLocation("rtsp://admin:plain@127.0.0.1:" + server.getLocalPort() + "/live"));
        assertThat(silent.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(silent).hasMessageContaining("gave no answer within 2.0 s").hasMessageContaining("***@127.0.0.1");
    }

    @Test
    void aCameraThatIsNotThereRefuses() throws IOException {
        // bound and not listening: refused, and nobody else can be given this port in the meantime
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (String scheme : List.of("rtsp", "http")) {
                SourceException refused =
                        refusal(new SourceLocation(scheme + "://127.0.0.1:" + nobody.getLocalPort() + "/live"));
                assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
            }
        }
        assertThat(refusal(new SourceLocation("rtsp://no-such-camera.invalid/live"))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aCameraThatTalksNonsenseIsNoMedia() {
        answer = socket -> {
            socket.getOutputStream()
                    .write("220 mail.example ESMTP\r\n".repeat(500).getBytes(US_ASCII));
            socket.shutdownOutput();
            Thread.sleep(200);
        };
        for (String scheme : List.of("rtsp", "http")) {
            SourceException refused =
                    refusal(new SourceLocation(scheme + "://127.0.0.1:" + server.getLocalPort() + "/"));
            assertThat(refused.kind()).isIn(Kind.NOT_MEDIA, Kind.NOT_FOUND, Kind.TIMED_OUT);
        }
    }

    @Test
    void aCameraThatFallsSilentInMidStreamTimesOut() {
        answer = stalling();
        try (SourceReader source = SourceReader.open(http("/video"), HASTY)) {
            SourceException broken = catchThrowableOfType(SourceException.class, () -> readOut(source));
            assertThat(broken.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(broken).hasMessageContaining("sent nothing for 0.7 s");
        }
    }

    @Test
    void closingEndsAReadThatWaits() throws InterruptedException {
        answer = stalling();
        SourceOptions patient = new SourceOptions(Duration.ofSeconds(5), Duration.ofSeconds(60), 1 << 20);
        SourceReader source = SourceReader.open(http("/video"), patient);
        AtomicReference<SourceException> ended = new AtomicReference<>();
        Thread reader = Thread.ofPlatform()
                .start(() -> ended.set(catchThrowableOfType(SourceException.class, () -> readOut(source))));
        Thread.sleep(500);
        source.close();
        reader.join(20_000);
        assertThat(ended.get()).isNotNull();
        assertThat(ended.get().kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void interruptingTheReaderEndsItToo() throws InterruptedException {
        answer = stalling();
        SourceOptions patient = new SourceOptions(Duration.ofSeconds(5), Duration.ofSeconds(60), 1 << 20);
        AtomicReference<SourceException> ended = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            try (SourceReader source = SourceReader.open(http("/video"), patient)) {
                ended.set(catchThrowableOfType(SourceException.class, () -> readOut(source)));
            }
        });
        Thread.sleep(1_000);
        reader.interrupt();
        reader.join(20_000);
        assertThat(ended.get()).isNotNull();
        assertThat(ended.get().kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void aNetworkSourceCannotBeMadeToReadLocalFiles() {
        // Given a camera that answers with a playlist of local files
        String playlist = """
                #EXTM3U
                #EXT-X-TARGETDURATION:2
                #EXTINF:2,
                file:///etc/passwd
                #EXT-X-ENDLIST
                """;
        String head = "HTTP/1.0 200 OK\r\nContent-Type: application/vnd.apple.mpegurl\r\n\r\n";
        answer = socket -> socket.getOutputStream().write((head + playlist).getBytes(US_ASCII));
        assertThat(refusal(http("/list.m3u8")).kind()).isNotNull();
    }

    /** Three pictures, then silence on an open line. */
    private static Answer stalling() {
        byte[] parts = new ForeignFilm("mpjpeg", "mjpeg", avutil.AV_PIX_FMT_YUVJ420P, 0).shot(8);
        return socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=ffmpeg\r\n\r\n"
                    .getBytes(US_ASCII));
            out.write(parts);
            out.flush();
            new CountDownLatch(1).await();
        };
    }

    private static void readOut(SourceReader source) {
        while (source.next().isPresent()) {
            // to the end
        }
    }

    private SourceLocation http(String path) {
        return new SourceLocation("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    private static SourceException refusal(SourceLocation location) {
        SourceException refused = catchThrowableOfType(
                SourceException.class, () -> SourceReader.open(location, HASTY).close());
        assertThat(refused).as(location.masked()).isNotNull();
        assertThat(refused.getMessage())
                .doesNotContain("s3cret")
                .doesNotContain("w0rd")
                .doesNotContain("plain");
        return refused;
    }
}

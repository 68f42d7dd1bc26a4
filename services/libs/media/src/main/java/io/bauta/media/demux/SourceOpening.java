/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.MediaLibrary;
import io.bauta.media.demux.SourceException.Kind;
import io.bauta.media.ffmpeg.Interrupt;
import io.bauta.media.ffmpeg.MemoryInput;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** The steps from a location to a source whose streams are known. What it opened it closes again if a step fails. */
final class SourceOpening implements AutoCloseable {
    /** What a network source may make FFmpeg open in turn: never a local file by way of a playlist. */
    private static final String NETWORK_PROTOCOLS =
            "tcp,tls,udp,rtp,srtp,rtsp,rtsps,http,https,httpproxy,crypto,rtmp,srt";

    /** What media in memory may make FFmpeg open: nothing. A playlist or SDP in the bytes names no file and no socket. */
    private static final String NO_PROTOCOL = "none";

    private final String name;
    private final SourceOptions options;
    private final Interrupt interrupt;
    private final MemoryInput memory;
    private AVFormatContext context;
    private boolean handedOver;

    private SourceOpening(String name, SourceOptions options, Interrupt interrupt, MemoryInput memory) {
        this.name = name;
        this.options = options;
        this.interrupt = interrupt;
        this.memory = memory;
    }

    static SourceReader open(SourceLocation location, SourceOptions options) {
        MediaLibrary.load();
        try (SourceOpening opening = new SourceOpening(location.masked(), options, Interrupt.whereOneWaits(), null);
                AVDictionary settings = new AVDictionary(null)) {
            try {
                return opening.run(address(location), settings(location, settings));
            } finally {
                avutil.av_dict_free(settings);
            }
        }
    }

    static SourceReader open(byte[] media, SourceOptions options) {
        MediaLibrary.load();
        String name = media.length + " bytes in memory";
        try (SourceOpening opening =
                        new SourceOpening(name, options, Interrupt.whereNobodyWaits(), new MemoryInput(media));
                AVDictionary settings = new AVDictionary(null)) {
            try {
                avutil.av_dict_set(settings, "protocol_whitelist", NO_PROTOCOL, 0);
                return opening.run("", settings);
            } finally {
                avutil.av_dict_free(settings);
            }
        }
    }

    private SourceReader run(String address, AVDictionary settings) {
        interrupt.allow(options.connectTimeout());
        context = avformat.avformat_alloc_context();
        interrupt.guard(context);
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_GENPTS);
        if (memory != null) {
            context.pb(memory.context());
        }
        // On failure FFmpeg frees the context and nulls the pointer.
        check(avformat.avformat_open_input(context, address, (AVInputFormat) null, settings));
        check(avformat.avformat_find_stream_info(context, (AVDictionary) null));
        List<SourceStream> streams = StreamDiscovery.of(context);
        if (streams.isEmpty()) {
            throw new SourceException(Kind.NO_STREAMS, name + ": holds neither picture nor sound");
        }
        SourceReader reader = new SourceReader(name, options, interrupt, memory, context, streams);
        handedOver = true;
        return reader;
    }

    private void check(int code) {
        if (code < 0) {
            throw SourceFailure.opening(name, code, interrupt, options.connectTimeout());
        }
    }

    /** A path may look like an address (a colon in its name) but shall never be taken for one. */
    private static String address(SourceLocation location) {
        return location.isUrl() ? location.value() : "file:" + location.value();
    }

    private static AVDictionary settings(SourceLocation location, AVDictionary settings) {
        String value = location.value().toLowerCase(Locale.ROOT);
        boolean local = !location.isUrl() || value.startsWith("file:");
        avutil.av_dict_set(settings, "protocol_whitelist", local ? "file" : NETWORK_PROTOCOLS, 0);
        if (value.startsWith("rtsp")) {
            avutil.av_dict_set(settings, "rtsp_transport", "tcp", 0);
        }
        return settings;
    }

    /** Undoes what a reader has not taken over. */
    @Override
    public void close() {
        if (handedOver) {
            return;
        }
        if (context != null && !context.isNull()) {
            avformat.avformat_close_input(context);
        }
        if (memory != null) {
            memory.close();
        }
        interrupt.close();
    }
}

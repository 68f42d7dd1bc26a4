/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.media.audio.PcmBlock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundChunkerTest {
    private static final int RATE = 16_000;

    private final SoundChunker chunker = new SoundChunker();

    @Test
    void blocksOfAnyLengthBecomeChunksOfATenthOfASecondEndToEnd() {
        List<SoundChunker.Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            chunks.addAll(chunker.add(block(i * 21_312L, 341), 0));
        }

        assertThat(chunks).hasSize(100 * 341 / 1600);
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).ptsMicros()).isEqualTo(i * 100_000L);
            assertThat(chunks.get(i).data()).hasSize(3200);
        }
    }

    @Test
    void samplesAreLittleEndian() {
        assertThat(chunker.add(new PcmBlock(0, 10, new short[] {(short) 0x1234}), 0)
                        .getFirst()
                        .data())
                .containsExactly(0x34, 0x12);
    }

    @Test
    void aGapIsFilledWithSilenceSoThatTimeIsKept() {
        chunker.add(block(0, 1600), 0);
        List<SoundChunker.Chunk> after = chunker.add(block(300_000, 1600), 0);

        assertThat(after).hasSize(3);
        assertThat(after.getLast().ptsMicros()).isEqualTo(300_000);
        assertThat(after.getFirst().data()).containsOnly(0);
        assertThat(after.getLast().data()).contains(1);
    }

    @Test
    void aLongGapBeginsANewRun() {
        chunker.add(block(0, 800), 0);
        List<SoundChunker.Chunk> after = chunker.add(block(60_000_000, 1600), 0);

        assertThat(after).extracting(SoundChunker.Chunk::ptsMicros).containsExactly(0L, 60_000_000L);
        assertThat(after.getFirst().data()).hasSize(1600);
    }

    @Test
    void samplesThatLieOnOthersAreLeftOut() {
        chunker.add(block(0, 1600), 0);
        List<SoundChunker.Chunk> after = chunker.add(block(50_000, 1600), 0);
        List<SoundChunker.Chunk> rest = chunker.rest();

        assertThat(after).isEmpty();
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().ptsMicros()).isEqualTo(100_000);
        assertThat(rest.getFirst().data()).hasSize(1600);
    }

    @Test
    void whatLiesBeforeTheBeginningIsCutOff() {
        List<SoundChunker.Chunk> chunks = new ArrayList<>(chunker.add(block(-50_000, 1600), 0));
        chunks.addAll(chunker.rest());

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().ptsMicros()).isZero();
        assertThat(chunks.getFirst().data()).hasSize(1600);
    }

    @Test
    void jitterBelowTheToleranceChangesNothing() {
        List<SoundChunker.Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            chunks.addAll(chunker.add(block(i * 100_000L + i % 2 * 15_000L, 1600), 0));
        }

        assertThat(chunks).hasSize(10).allMatch(chunk -> chunk.ptsMicros() % 100_000 == 0);
    }

    private static PcmBlock block(long pts, int count) {
        short[] samples = new short[count];
        java.util.Arrays.fill(samples, (short) 1);
        return new PcmBlock(pts, RATE, samples);
    }
}

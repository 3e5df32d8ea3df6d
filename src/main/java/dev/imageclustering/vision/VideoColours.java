package dev.imageclustering.vision;

import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Colours that a file names by the numbers of video (ITU-T H.273), as an ICC profile, by which they are converted like
 * all others. High dynamic range is brought to that of sRGB by a curve for each channel: diffuse white (203 cd/m2) stays
 * light grey, 1000 cd/m2 becomes white.
 */
final class VideoColours {

    private static final int BT_2020 = 9;
    private static final int DISPLAY_P3 = 12;
    private static final int LINEAR = 8;
    private static final int PQ = 16;
    private static final int HLG = 18;

    // From the three primaries to XYZ, by rows, adapted to D50 by the Bradford method: the columns of an ICC profile.
    private static final double[][] P3_TO_D50 = {
        {0.51512, 0.29198, 0.15710}, {0.24120, 0.69225, 0.06657}, {-0.00105, 0.04189, 0.78407}
    };
    private static final double[][] BT_2020_TO_D50 = {
        {0.67347, 0.16566, 0.12505}, {0.27903, 0.67534, 0.04561}, {-0.00193, 0.02998, 0.79685}
    };
    private static final double[][] BT_709_TO_D50 = {
        {0.43607, 0.38515, 0.14307}, {0.22249, 0.71687, 0.06061}, {0.01392, 0.09708, 0.71410}
    };
    private static final double[] D50 = {0.9642, 1, 0.8249};

    private static final double DIFFUSE_WHITE = 203;
    private static final double BRIGHTEST = 1000 / DIFFUSE_WHITE;

    private static final int HEADER_BYTES = 128;
    private static final int TAG_ENTRY_BYTES = 12;
    private static final int CURVE_POINTS = 1024;
    private static final int XYZ_BYTES = 20;
    private static final int CURVE_BYTES = 12 + 2 * CURVE_POINTS;

    private VideoColours() {}

    /** Returns the profile of such colours; none where they are sRGB, or as good as that, or not told. */
    static Optional<ICC_Profile> profile(int primaries, int transfer) {
        boolean usualCurve = transfer != PQ && transfer != HLG && transfer != LINEAR;
        boolean usualPrimaries = primaries != BT_2020 && primaries != DISPLAY_P3;
        if (usualCurve && usualPrimaries) {
            return Optional.empty();
        }
        double[][] matrix = switch (primaries) {
            case BT_2020 -> BT_2020_TO_D50;
            case DISPLAY_P3 -> P3_TO_D50;
            default -> BT_709_TO_D50;
        };
        DoubleUnaryOperator curve = switch (transfer) {
            case PQ -> value -> toned(pq(value) / DIFFUSE_WHITE);
            case HLG -> value -> toned(hlg(value) * BRIGHTEST);
            case LINEAR -> value -> value;
            default -> VideoColours::srgb;
        };
        return Optional.of(ICC_Profile.getInstance(bytes(matrix, curve)));
    }

    /** Reinhard's curve with a white point (Photographic Tone Reproduction for Digital Images, 2002, equation 4). */
    private static double toned(double light) {
        return Math.min(1, light * (1 + light / (BRIGHTEST * BRIGHTEST)) / (1 + light));
    }

    /** Returns the light of a PQ value in cd/m2 (SMPTE ST 2084). */
    private static double pq(double value) {
        double root = Math.pow(value, 32 / 2523.0);
        double light = Math.max(0, root - 3424 / 4096.0) / (2413 / 128.0 - 2392 / 128.0 * root);
        return 10_000 * Math.pow(light, 16384 / 2610.0);
    }

    /** Returns the light of an HLG value, 1 being the brightest (ARIB STD-B67). */
    private static double hlg(double value) {
        return value <= 0.5 ? value * value / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }

    private static double srgb(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** Writes a display profile of three primaries and one curve (ICC.1:2001-04). */
    private static byte[] bytes(double[][] matrix, DoubleUnaryOperator curve) {
        String[] tags = {"wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
        int data = HEADER_BYTES + 4 + tags.length * TAG_ENTRY_BYTES;
        int curveStart = data + 4 * XYZ_BYTES;
        ByteBuffer out = ByteBuffer.allocate(curveStart + CURVE_BYTES);
        header(out);
        out.position(HEADER_BYTES);
        out.putInt(tags.length);
        for (int i = 0; i < tags.length; i++) {
            text(out, tags[i]);
            out.putInt(i < 4 ? data + i * XYZ_BYTES : curveStart);
            out.putInt(i < 4 ? XYZ_BYTES : CURVE_BYTES);
        }
        xyz(out, D50[0], D50[1], D50[2]);
        for (int primary = 0; primary < 3; primary++) {
            xyz(out, matrix[0][primary], matrix[1][primary], matrix[2][primary]);
        }
        text(out, "curv");
        out.putInt(0);
        out.putInt(CURVE_POINTS);
        for (int i = 0; i < CURVE_POINTS; i++) {
            out.putShort((short)
                    Math.round(65_535 * Math.clamp(curve.applyAsDouble(i / (CURVE_POINTS - 1.0)), 0.0, 1.0)));
        }
        return out.array();
    }

    private static void header(ByteBuffer out) {
        out.putInt(0, out.capacity());
        out.putInt(8, 0x02400000);
        text(out.position(12), "mntrRGB XYZ ");
        text(out.position(36), "acsp");
        out.position(68);
        for (double value : D50) {
            fixed(out, value);
        }
    }

    private static void xyz(ByteBuffer out, double x, double y, double z) {
        text(out, "XYZ ");
        out.putInt(0);
        fixed(out, x);
        fixed(out, y);
        fixed(out, z);
    }

    private static void fixed(ByteBuffer out, double value) {
        out.putInt((int) Math.round(65_536 * value));
    }

    private static void text(ByteBuffer out, String text) {
        out.put(text.getBytes(StandardCharsets.US_ASCII));
    }
}

using System.Numerics;

namespace RelayPlane.Routing.Scoring;

/// <summary>Numbers as bytes, in whole arithmetic, so that every machine gets the same ones.</summary>
internal static class Quantise
{
    /// <summary>Sixteen steps for each doubling.</summary>
    public static byte Log(long value)
    {
        var one = (ulong)Math.Max(0, value) + 1;
        var whole = BitOperations.Log2(one);
        var part = whole >= 4 ? (int)(one >> (whole - 4)) & 15 : (int)(one << (4 - whole)) & 15;
        return (byte)Math.Min(255, whole * 16 + part);
    }

    /// <summary>A count, up to 255.</summary>
    public static byte Count(int value) => (byte)Math.Clamp(value, 0, 255);

    /// <summary>A part of a whole, in 255ths; more than the whole is the whole.</summary>
    /// <param name="times">Stretches what is always small.</param>
    public static byte Share(long part, long whole, int times = 1) => whole <= 0 ? (byte)0 : (byte)Math.Clamp(part * 255 * times / whole, 0, 255);
}

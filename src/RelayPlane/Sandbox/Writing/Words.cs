using System.Text;

namespace RelayPlane.Sandbox.Writing;

/// <summary>Makes text out of a number: the same number gives the same words. Some are not ASCII, so that careless splitting shows.</summary>
internal static class Words
{
    private static readonly byte[][] List = Array.ConvertAll(
        (" the a small river of light over naïve café tables where our signal waits and each packet finds its way home through the long quiet night — "
        + "no request is lost when every bucket is known before it runs dry 東京 listens, Zürich answers, 🚀 and the queue moves on as planned with care")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries), word => Encoding.UTF8.GetBytes(" " + word));

    private static readonly byte[] Opening = "Certainly:"u8.ToArray();

    public static byte[][] Say(uint number, int pieces)
    {
        var text = new byte[pieces][];
        for (var index = 0; index < pieces; index++)
        {
            number = number * 1664525 + 1013904223;
            text[index] = index == 0 ? Opening : List[(number >> 16) % (uint)List.Length];
        }

        return text;
    }

    /// <summary>Given text in pieces of four characters.</summary>
    public static byte[][] Split(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        return [.. runes.Chunk(4).Select(chunk => Encoding.UTF8.GetBytes(string.Concat(chunk)))];
    }

    /// <summary>FNV-1a over a prompt's text.</summary>
    public static uint Hash(string text, long length, int seed)
    {
        var hash = 2166136261u ^ (uint)seed ^ (uint)length;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash;
    }
}

using System.IO.Hashing;

namespace RelayPlane.Pacing;

/// <summary>A prompt cut into blocks, each known by the hash of everything up to its end, so that what a provider has cached of an earlier call can be recognised.</summary>
internal sealed class PromptBlocks
{
    /// <summary>About 512 tokens.</summary>
    public const int Bytes = 2048;

    /// <summary>What a token is taken to be long. Real tokenizers differ by some percent, which calibration takes out.</summary>
    public const double BytesPerToken = 4;

    private PromptBlocks(ulong[] ends) => Ends = ends;

    public static PromptBlocks None { get; } = new([]);

    /// <summary>The hash at the end of each whole block.</summary>
    public IReadOnlyList<ulong> Ends { get; }

    /// <summary>Blocks whose hashes are known.</summary>
    public static PromptBlocks OfEnds(ulong[] ends) => new(ends);

    /// <param name="parts">The prompt's parts in the order in which the provider caches them.</param>
    public static PromptBlocks Of(ReadOnlySpan<byte> body, ReadOnlySpan<Range> parts)
    {
        var total = 0;
        foreach (var part in parts)
        {
            total += body[part].Length;
        }

        if (total < Bytes)
        {
            return None;
        }

        var ends = new ulong[total / Bytes];
        var hash = new XxHash3();
        var (count, room) = (0, Bytes);
        foreach (var part in parts)
        {
            var rest = body[part];
            while (rest.Length >= room)
            {
                hash.Append(rest[..room]);
                ends[count++] = hash.GetCurrentHashAsUInt64();
                rest = rest[room..];
                room = Bytes;
            }

            hash.Append(rest);
            room -= rest.Length;
        }

        return new PromptBlocks(ends);
    }
}

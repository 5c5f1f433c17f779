using System.Text;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>Watches a stream go by for its first content, its proper end, and an error in it. Does no more, so that the load costs little.</summary>
internal sealed class ReplyScan(bool openAI)
{
    // Longer than any mark, so that one that is cut in two is found all the same.
    private const int Overlap = 48;
    private const int KeptError = 400;
    private readonly byte[] _content = openAI ? "\"chat.completion.chunk\""u8.ToArray() : "\"content_block_delta\""u8.ToArray();
    private readonly byte[] _end = openAI ? "data: [DONE]"u8.ToArray() : "\"message_stop\""u8.ToArray();
    private readonly byte[] _error = openAI ? "data: {\"error\""u8.ToArray() : "event: error"u8.ToArray();
    private byte[] _tail = [];

    public bool HasContent { get; private set; }

    public bool HasEnded { get; private set; }

    public string? Error { get; private set; }

    public void Read(ReadOnlySpan<byte> piece)
    {
        Span<byte> seam = stackalloc byte[2 * Overlap];
        _tail.CopyTo(seam);
        var head = Math.Min(Overlap, piece.Length);
        piece[..head].CopyTo(seam[_tail.Length..]);
        Look(seam[..(_tail.Length + head)]);
        Look(piece);
        _tail = piece.Length >= Overlap ? piece[^Overlap..].ToArray() : seam[..(_tail.Length + head)][^Math.Min(Overlap, _tail.Length + head)..].ToArray();
    }

    private void Look(ReadOnlySpan<byte> bytes)
    {
        HasContent = HasContent || bytes.IndexOf(_content) >= 0;
        HasEnded = HasEnded || bytes.IndexOf(_end) >= 0;
        if (bytes.IndexOf(_error) is >= 0 and var at && (Error?.Length ?? 0) < Overlap)
        {
            Error = Encoding.UTF8.GetString(bytes[at..Math.Min(bytes.Length, at + KeptError)]);
        }
    }
}

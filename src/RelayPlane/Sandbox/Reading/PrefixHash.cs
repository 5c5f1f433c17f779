namespace RelayPlane.Sandbox.Reading;

/// <summary>
/// A running hash over a prompt, with its value at every 512 tokens: equal prefixes have equal blocks. FNV-1a, the same everywhere and
/// always, so that a recorded run can be repeated.
/// </summary>
internal sealed class PrefixHash
{
    private const int BlockBytes = 2048;

    // The quotes and the separator that stand with a value.
    private const int Dressing = 3;

    public ulong Value { get; private set; } = 14695981039346656037UL;

    public long Bytes { get; private set; }

    public List<long> Blocks { get; } = [];

    public void Add(ReadOnlySpan<byte> text)
    {
        while (Room() is var room && text.Length >= room)
        {
            Hash(text[..room]);
            text = text[room..];
            Blocks.Add((long)Value);
        }

        Hash(text);
        if (Room() <= Dressing)
        {
            Blocks.Add((long)Value);
        }

        Bytes += Dressing;
    }

    private int Room() => BlockBytes - (int)(Bytes % BlockBytes);

    private void Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = Value;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        Value = hash;
        Bytes += bytes.Length;
    }
}

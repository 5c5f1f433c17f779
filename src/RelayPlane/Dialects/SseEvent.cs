namespace RelayPlane.Dialects;

/// <summary>One server-sent event. Its spans live until the splitter is used again.</summary>
internal readonly ref struct SseEvent(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
{
    /// <summary>Every byte of it, its blank line included; what is left of them if the splitter was told to drop some.</summary>
    public ReadOnlySpan<byte> Raw { get; } = raw;

    /// <summary>The value of <c>event:</c>; empty where there is none.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>The value of <c>data:</c>, several lines joined by a line feed; empty where there is none or too much.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;
}

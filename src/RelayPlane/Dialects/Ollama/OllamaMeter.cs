using RelayPlane.Metering;

namespace RelayPlane.Dialects.Ollama;

/// <summary>Meters a streamed reply of <c>/api/chat</c>: its last line has the counts.</summary>
internal sealed class OllamaMeter : Meter
{
    private readonly LineSplitter _lines = new();
    private ContentCount _relayed;
    private Reading _reading = Reading.None with { Complete = false };

    public override bool HasEnded => _reading.Complete;

    public override Reading SoFar() => Told();

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (_lines.TryRead(ref bytes, out var line))
        {
            Take(line);
        }
    }

    public override Reading Read()
    {
        if (_lines.TryFinish(out var line))
        {
            Take(line);
        }

        return Told();
    }

    private Reading Told() =>
        _reading with { Relayed = _relayed.Relayed, UsageIsFinal = _reading.Usage is not null || !_reading.HasContent };

    /// <summary>A reply in one piece is the one line there is, whatever white space it has.</summary>
    public static Reading Body(ReadOnlySpan<byte> body) => Of(OllamaPart.Read(body), Reading.None with { Complete = false });

    private void Take(ReadOnlySpan<byte> line)
    {
        var part = OllamaPart.Read(line);
        _reading = Of(part, _reading);
        if (part.HasContent)
        {
            _relayed.Add(ContentCount.Bytes(part.Content) + ContentCount.Bytes(part.Thinking) + ContentCount.Bytes(part.Calls));
        }
    }

    private static Reading Of(OllamaPart part, Reading before) => before with
    {
        Usage = part.Usage ?? before.Usage,
        RawUsage = part.RawUsage ?? before.RawUsage,
        Model = before.Model ?? JsonText.OrNull(part.Model),
        Complete = before.Complete || (part.Done && part.IsWhole),
        HasContent = before.HasContent || part.HasContent,
        Error = part.Error.IsEmpty ? before.Error : ErrorText.Of(part.Error) ?? before.Error,
    };
}

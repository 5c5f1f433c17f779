namespace RelayPlane.Dialects.Responses;

/// <summary>What a stream's event says of where it belongs, found in one walk over its members; nothing is parsed that is not needed.</summary>
internal readonly ref struct EventFields
{
    public EventFields(ReadOnlySpan<byte> data)
    {
        var walk = new JsonWalk(data);
        while (walk.Open == '{' && walk.Next())
        {
            var name = walk.Name;
            if (name.SequenceEqual("output_index"u8))
            {
                Output = (int?)JsonText.Count(walk.Value);
            }
            else if (name.SequenceEqual("content_index"u8) || name.SequenceEqual("summary_index"u8))
            {
                Part = (int)(JsonText.Count(walk.Value) ?? 0);
            }
            else if (name.SequenceEqual("delta"u8) || name.SequenceEqual("text"u8) || name.SequenceEqual("refusal"u8) || name.SequenceEqual("arguments"u8)
                || name.SequenceEqual("input"u8))
            {
                Words = walk.Value;
            }
            else if (name.SequenceEqual("item"u8) || name.SequenceEqual("part"u8) || name.SequenceEqual("annotation"u8))
            {
                Value = walk.Value;
            }
        }
    }

    /// <summary>Which item: the one thing that every provider keeps the same from event to event (bug B32: one rotates the items' ids).</summary>
    public int? Output { get; }

    /// <summary>Which part of the item.</summary>
    public int Part { get; }

    /// <summary>What the event adds, or the whole of it, quoted.</summary>
    public ReadOnlySpan<byte> Words { get; }

    /// <summary>The item, part or annotation that it brings.</summary>
    public ReadOnlySpan<byte> Value { get; }

    public string Text => JsonText.TryRead(Words, out var text, int.MaxValue) ? text : string.Empty;
}

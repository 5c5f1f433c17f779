namespace RelayPlane.Dialects;

/// <summary>Where a request body has the parts of its prompt, in the order in which providers cache them. Ranges of bytes; empty where absent.</summary>
/// <param name="Tools">Tool definitions.</param>
/// <param name="System">The system prompt, where it stands apart.</param>
/// <param name="Messages">The conversation, or the input of an embedding.</param>
internal readonly record struct PromptParts(Range Tools, Range System, Range Messages)
{
    /// <summary>The same with one top-level member of a body taken note of, where it is a part of the prompt in any API.</summary>
    public PromptParts With(ReadOnlySpan<byte> name, Range range) => name.Length switch
    {
        5 when name.SequenceEqual("tools"u8) => this with { Tools = range },
        5 when name.SequenceEqual("input"u8) => this with { Messages = range },
        6 when name.SequenceEqual("system"u8) => this with { System = range },
        6 when name.SequenceEqual("prompt"u8) => this with { Messages = range },
        7 when name.SequenceEqual("content"u8) => this with { Messages = range },
        8 when name.SequenceEqual("requests"u8) => this with { Messages = range },
        8 when name.SequenceEqual("messages"u8) => this with { Messages = range },
        8 when name.SequenceEqual("contents"u8) => this with { Messages = range },
        12 when name.SequenceEqual("instructions"u8) => this with { System = range },
        17 when name.SequenceEqual("systemInstruction"u8) => this with { System = range },
        18 when name.SequenceEqual("system_instruction"u8) => this with { System = range },
        _ => this,
    };
}

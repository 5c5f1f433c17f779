using System.Text;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Gemini;

/// <summary>What the chunks of one Gemini reply have said so far; a reply in one piece is one chunk.</summary>
internal struct GenerateReply
{
    private TokenUsage? _usage;
    private string? _raw;
    private string? _model;
    private string? _error;
    private bool _content;
    private ContentCount _relayed;
    private ServedAs _served;

    /// <summary>Whether a candidate finished, or the prompt was blocked.</summary>
    public bool Finished { get; private set; }

    /// <summary>Whether usage came with the chunk that finished, or after it: only that one counts the whole reply.</summary>
    public bool UsageIsFinal { get; private set; }

    public readonly bool Failed => _error is not null;

    public void Take(ReadOnlySpan<byte> chunk)
    {
        var counted = false;
        var walk = new JsonWalk(chunk);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("usageMetadata"u8))
            {
                counted = TakeUsage(walk.Value) || counted;
            }
            else if (walk.Name.SequenceEqual("modelVersion"u8))
            {
                _model ??= JsonText.OrNull(walk.Value);
            }
            else if (walk.Name.SequenceEqual("candidates"u8))
            {
                TakeCandidates(walk.Value);
            }
            else if (walk.Name.SequenceEqual("embedding"u8) || walk.Name.SequenceEqual("embeddings"u8))
            {
                _content = _content || JsonText.HasAny(walk.Value);
            }
            else if (walk.Name.SequenceEqual("promptFeedback"u8))
            {
                Finished |= !JsonText.Member(walk.Value, "blockReason"u8).IsEmpty;
            }
            else if (walk.Name.SequenceEqual("error"u8))
            {
                _error = ErrorText.Of(walk.Value) ?? _error;
            }
        }

        UsageIsFinal |= counted && Finished;
    }

    public readonly Reading ToReading(bool complete) =>
        new(_usage, _raw, _model, complete, _content, _error)
        {
            Modifiers = _served.Modifiers,
            Relayed = _relayed.Relayed,
            UsageIsFinal = UsageIsFinal || !_content,
        };

    private bool TakeUsage(ReadOnlySpan<byte> usage)
    {
        _served = new ServedAs();
        var walk = new JsonWalk(usage);
        while (walk.Open == '{' && walk.Next())
        {
            _served.Take(walk.Name, walk.Value);
        }

        if (GenerateUsage.Read(usage) is not { } read)
        {
            return false;
        }

        _usage = read;
        _raw = Encoding.UTF8.GetString(usage);
        return true;
    }

    private void TakeCandidates(ReadOnlySpan<byte> candidates)
    {
        var walk = new JsonWalk(candidates);
        while (walk.Open == '[' && walk.Next())
        {
            TakeParts(JsonText.Member(JsonText.Member(walk.Value, "content"u8), "parts"u8));
            Finished = Finished || !JsonText.Member(walk.Value, "finishReason"u8).IsEmpty;
        }
    }

    /// <summary>Text, calls and code are what a model writes; signatures and pictures do not tell by their bytes what they are in tokens.</summary>
    private void TakeParts(ReadOnlySpan<byte> parts)
    {
        long words = 0;
        var any = false;
        var walk = new JsonWalk(parts);
        while (walk.Open == '[' && walk.Next())
        {
            any = true;
            var part = new JsonWalk(walk.Value);
            while (part.Open == '{' && part.Next())
            {
                words += part.Name.SequenceEqual("text"u8) || part.Name.SequenceEqual("functionCall"u8) || part.Name.SequenceEqual("executableCode"u8)
                    ? ContentCount.Bytes(part.Value)
                    : 0;
            }
        }

        if (any)
        {
            _content = true;
            _relayed.Add(words);
        }
    }
}

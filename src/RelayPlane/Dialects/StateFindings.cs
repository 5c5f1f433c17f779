namespace RelayPlane.Dialects;

/// <summary>What one scan has found so far of state that only a provider's account holds.</summary>
internal struct StateFindings
{
    private string? _thread;
    private bool _encrypted;

    /// <summary>The id that ties the call to an account; null for none.</summary>
    public string? Id { get; private set; }

    /// <summary>Whether the client says that the answer is to be kept for later calls.</summary>
    public bool IsStored { get; private set; }

    public readonly string? ReasoningThread => _encrypted ? _thread : null;

    /// <summary>Notes one top-level member.</summary>
    public void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Endpoint endpoint)
    {
        if (name.SequenceEqual("messages"u8) || name.SequenceEqual("input"u8))
        {
            Id ??= FileIn(value);
            return;
        }

        switch (endpoint)
        {
            case Endpoint.Responses:
                TakeResponses(name, value);
                break;
            case Endpoint.Messages or Endpoint.CountTokens when name.SequenceEqual("container"u8):
                Id ??= IdOf(value);
                break;
            case Endpoint.GenerateContent or Endpoint.StreamGenerateContent or Endpoint.GeminiCountTokens when name.SequenceEqual("cachedContent"u8):
                Id ??= IdOf(value);
                break;
        }
    }

    private void TakeResponses(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name.Length)
        {
            case 20 when name.SequenceEqual("previous_response_id"u8):
            case 12 when name.SequenceEqual("conversation"u8):
                Id ??= IdOf(value);
                break;
            case 16 when name.SequenceEqual("prompt_cache_key"u8):
                _thread = JsonText.OrNull(value);
                break;
            case 5 when name.SequenceEqual("store"u8):
                IsStored = value.SequenceEqual("true"u8);
                break;
            case 7 when name.SequenceEqual("include"u8):
                _encrypted = value.IndexOf("\"reasoning.encrypted_content\""u8) >= 0;
                break;
        }
    }

    /// <summary>The first file that the prompt refers to. Within a text the quotes of such a name would be escaped, so that no text is taken for one.</summary>
    private static string? FileIn(ReadOnlySpan<byte> prompt)
    {
        var name = "\"file_id\""u8;
        var at = prompt.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        var value = prompt[(at + name.Length)..].TrimStart(" \t\r\n:"u8);
        var end = value.StartsWith("\""u8) ? value[1..].IndexOf((byte)'"') : -1;
        return end < 0 ? null : JsonText.OrNull(value[..(end + 2)]);
    }

    /// <summary>An id, or an object that has one; an object that has none asks for something new.</summary>
    private static string? IdOf(ReadOnlySpan<byte> value) => JsonText.OrNull(JsonText.IsObject(value) ? JsonText.Member(value, "id"u8) : value);
}

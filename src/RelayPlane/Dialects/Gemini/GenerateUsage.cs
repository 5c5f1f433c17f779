using RelayPlane.Metering;

namespace RelayPlane.Dialects.Gemini;

/// <summary>
/// Reads Gemini's <c>usageMetadata</c>. <c>promptTokenCount</c> includes the cached content and excludes the prompts of tool use;
/// <c>candidatesTokenCount</c> excludes the thoughts. In a stream each one stands for the whole reply so far: the last is taken as it is, as a
/// count that it no longer has (seen with server-side tools) is not in its total either.
/// </summary>
internal static class GenerateUsage
{
    /// <summary>Null where it has no count: Vertex sends objects with nothing but a traffic type.</summary>
    public static TokenUsage? Read(ReadOnlySpan<byte> usage)
    {
        long? prompt = null, cached = null, toolUse = null, candidates = null, thoughts = null;
        var walk = new JsonWalk(usage);
        while (walk.Open == '{' && walk.Next())
        {
            switch (walk.Name.Length)
            {
                case 16 when walk.Name.SequenceEqual("promptTokenCount"u8):
                    prompt = JsonText.Count(walk.Value);
                    break;
                case 23 when walk.Name.SequenceEqual("cachedContentTokenCount"u8):
                    cached = JsonText.Count(walk.Value);
                    break;
                case 23 when walk.Name.SequenceEqual("toolUsePromptTokenCount"u8):
                    toolUse = JsonText.Count(walk.Value);
                    break;
                case 20 when walk.Name.SequenceEqual("candidatesTokenCount"u8):
                    candidates = JsonText.Count(walk.Value);
                    break;
                case 18 when walk.Name.SequenceEqual("thoughtsTokenCount"u8):
                    thoughts = JsonText.Count(walk.Value);
                    break;
            }
        }

        if ((prompt ?? candidates ?? thoughts) is null)
        {
            return null;
        }

        var (input, read, thought) = (prompt ?? 0, cached ?? 0, thoughts ?? 0);
        var fresh = read > input ? input : input - read;
        return new TokenUsage(fresh + (toolUse ?? 0), read, 0, 0, (candidates ?? 0) + thought, thought);
    }
}

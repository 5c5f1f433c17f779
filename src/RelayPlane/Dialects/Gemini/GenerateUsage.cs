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
        long heard = 0, heardBefore = 0, spoken = 0;
        var walk = new JsonWalk(usage);
        while (walk.Open == '{' && walk.Next())
        {
            switch (walk.Name.Length)
            {
                case 16 when walk.Name.SequenceEqual("promptTokenCount"u8):
                    prompt = UsageCount.Of(walk.Value);
                    break;
                case 23 when walk.Name.SequenceEqual("cachedContentTokenCount"u8):
                    cached = UsageCount.Of(walk.Value);
                    break;
                case 23 when walk.Name.SequenceEqual("toolUsePromptTokenCount"u8):
                    toolUse = UsageCount.Of(walk.Value);
                    break;
                case 20 when walk.Name.SequenceEqual("candidatesTokenCount"u8):
                    candidates = UsageCount.Of(walk.Value);
                    break;
                case 18 when walk.Name.SequenceEqual("thoughtsTokenCount"u8):
                    thoughts = UsageCount.Of(walk.Value);
                    break;
                case 19 when walk.Name.SequenceEqual("promptTokensDetails"u8):
                    heard = Audio(walk.Value);
                    break;
                case 18 when walk.Name.SequenceEqual("cacheTokensDetails"u8):
                    heardBefore = Audio(walk.Value);
                    break;
                case 23 when walk.Name.SequenceEqual("candidatesTokensDetails"u8):
                    spoken = Audio(walk.Value);
                    break;
            }
        }

        if ((prompt ?? candidates ?? thoughts) is null)
        {
            return null;
        }

        var (input, read, thought) = (prompt ?? 0, cached ?? 0, thoughts ?? 0);
        var fresh = read > input ? input : input - read;
        heardBefore = Math.Min(heardBefore, read);
        return new TokenUsage(fresh + (toolUse ?? 0), read, 0, 0, (candidates ?? 0) + thought, thought)
        {
            InputAudio = Math.Clamp(heard - heardBefore, 0, fresh),
            CacheReadAudio = heardBefore,
            OutputAudio = Math.Min(spoken, candidates ?? 0),
        };
    }

    /// <summary>What of a count was sound, from its split by modality.</summary>
    private static long Audio(ReadOnlySpan<byte> details)
    {
        // Most are text alone.
        if (details.IndexOf("AUDIO"u8) < 0)
        {
            return 0;
        }

        long audio = 0;
        var walk = new JsonWalk(details);
        while (walk.Open == '[' && walk.Next())
        {
            if (JsonText.Member(walk.Value, "modality"u8).SequenceEqual("\"AUDIO\""u8))
            {
                audio = Math.Min(audio + (UsageCount.In(walk.Value, "tokenCount"u8) ?? 0), UsageCount.Most);
            }
        }

        return audio;
    }
}

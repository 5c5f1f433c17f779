using RelayPlane.Metering;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads a whole Gemini reply: one object, or the array of chunks that a stream without <c>alt=sse</c> is.</summary>
internal static class GenerateBody
{
    public static Reading Read(ReadOnlySpan<byte> body)
    {
        var reply = new GenerateReply();
        var walk = new JsonWalk(body);
        if (walk.Open == '{')
        {
            reply.Take(body);
            while (walk.Next())
            {
            }

            // One object says its usage once.
            return reply.ToReading(walk.Finished) with { UsageIsFinal = true };
        }

        while (walk.Open == '[' && walk.Next())
        {
            reply.Take(walk.Value);
        }

        return reply.ToReading(walk.Finished && reply.Finished && !reply.Failed);
    }
}

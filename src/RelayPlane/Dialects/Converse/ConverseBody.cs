using System.Text;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Converse;

/// <summary>Meters a whole reply of Converse. It does not name the model that answered.</summary>
internal static class ConverseBody
{
    public static Reading Read(ReadOnlySpan<byte> body)
    {
        TokenUsage? usage = null;
        string? raw = null;
        string? error = null;
        var content = false;
        var served = new ServedAs();
        var walk = new JsonWalk(body);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("usage"u8) && JsonText.IsObject(walk.Value))
            {
                usage = ConverseUsage.Read(walk.Value);
                raw = Encoding.UTF8.GetString(walk.Value);
            }
            else if (walk.Name.SequenceEqual("output"u8))
            {
                content = JsonText.HasAny(JsonText.Member(JsonText.Member(walk.Value, "message"u8), "content"u8));
            }
            else if (walk.Name.SequenceEqual("message"u8))
            {
                error = ErrorText.Of(walk.Value);
            }
            else
            {
                served.Take(walk.Name, walk.Value);
            }
        }

        return new Reading(usage, raw, null, walk.Finished, content, error) { Modifiers = served.Modifiers };
    }
}

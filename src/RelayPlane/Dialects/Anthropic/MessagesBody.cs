using System.Text;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads a whole reply of <c>/v1/messages</c> or <c>/v1/messages/count_tokens</c>.</summary>
internal static class MessagesBody
{
    public static Reading Read(ReadOnlySpan<byte> body)
    {
        var usage = new MessagesUsage();
        string? raw = null;
        string? model = null;
        string? error = null;
        var content = false;
        var walk = new JsonWalk(body);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("usage"u8) && JsonText.IsObject(walk.Value))
            {
                usage.Overwrite(walk.Value);
                raw = Encoding.UTF8.GetString(walk.Value);
            }
            else if (walk.Name.SequenceEqual("model"u8))
            {
                model = JsonText.OrNull(walk.Value);
            }
            else if (walk.Name.SequenceEqual("content"u8))
            {
                content = JsonText.HasAny(walk.Value);
            }
            else if (walk.Name.SequenceEqual("error"u8))
            {
                error = ErrorText.Of(walk.Value);
            }
            else
            {
                usage.TakeBeside(walk.Name, walk.Value);
            }
        }

        return new Reading(usage.ToTokens(), raw, model, walk.Finished, content, error) { Modifiers = usage.Modifiers };
    }
}

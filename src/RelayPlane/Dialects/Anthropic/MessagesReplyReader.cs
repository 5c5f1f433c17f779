using System.Runtime.InteropServices;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads a whole reply.</summary>
internal static class MessagesReplyReader
{
    public static NeutralReply Read(JsonElement body, EncodeFor target)
    {
        var usage = new MessagesUsage();
        if (body.Get("usage") is { ValueKind: JsonValueKind.Object } counts)
        {
            usage.Overwrite(JsonMarshal.GetRawUtf8Value(counts));
        }

        return new NeutralReply(
            body.Text("id"),
            body.Text("model"),
            Blocks(target).All(body.Get("content")),
            MessagesStops.Read(body.Text("stop_reason"), body),
            usage.ToTokens());
    }

    /// <summary>What a reply's state is: the target's, and its key's.</summary>
    public static MessagesBlocks Blocks(EncodeFor target) =>
        new(data => data.Length > 0 ? new OpaqueState(WireFormat.Messages, data, target.Provider, target.Key) : null);
}

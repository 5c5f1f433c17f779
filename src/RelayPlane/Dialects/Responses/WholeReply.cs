using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Writes a reply in one piece: what its stream would have ended with.</summary>
internal static class WholeReply
{
    public static void Write(Utf8JsonWriter json, NeutralReply reply, ReplyContext context)
    {
        var life = new ReplyLifecycle(new EventFrame(), context);
        foreach (var next in Gathering.Events(reply))
        {
            life.Take(next);
        }

        life.Write(json);
    }
}

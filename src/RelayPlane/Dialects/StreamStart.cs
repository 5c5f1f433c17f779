using RelayPlane.Catalog;
using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.OpenAI;

namespace RelayPlane.Dialects;

/// <summary>Tells the events that only begin a stream from those that carry its answer. Pure.</summary>
internal static class StreamStart
{
    /// <param name="api">Whose wire format the stream is in.</param>
    /// <param name="endpoint">What was asked for.</param>
    /// <param name="name">The event's name; empty where it has none.</param>
    /// <param name="data">The event's data; empty for a comment.</param>
    public static StreamStep Of(Api api, Endpoint endpoint, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (name.IsEmpty && data.IsEmpty)
        {
            return StreamStep.Lifecycle;
        }

        return (api, endpoint) switch
        {
            (Api.Anthropic, _) => MessagesStart.Of(EventKind.Of(name, data), data),
            (Api.OpenAI, Endpoint.Responses) => ResponsesStart.Of(EventKind.Of(name, data), data),
            (Api.OpenAI, _) => ChatStart.Of(name, data),
            _ => IsError(name, data) ? StreamStep.Error : StreamStep.Content,
        };
    }

    /// <summary>Whether an event is one of the errors that servers write in no dialect of their own: named so, or with an <c>error</c> in it.</summary>
    internal static bool IsError(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data) =>
        name.SequenceEqual("error"u8) || WholeBody.HasError(data);
}

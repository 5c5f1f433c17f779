using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>
/// How a Messages client keeps the state of other providers. A thought's goes into its <c>signature</c>. A tool call has no place for one, so an empty
/// thought stands beside it, whose signature also names the call.
/// </summary>
internal static class CarriedState
{
    /// <summary>Stands in no wrapped state and in no call's id.</summary>
    private const char Mark = '~';

    /// <summary>The signature of a thought, for the client: SDKs and agents expect one, where it has none too.</summary>
    public static string Signature(OpaqueState? state) => state is null ? OpaqueState.None : state.Format == WireFormat.Messages ? state.Data : state.Wrap();

    /// <summary>The signature of the thought that stands beside a tool call.</summary>
    public static string Beside(OpaqueState state, string callId) => $"{state.Wrap()}{Mark}{callId}";

    /// <summary>What a client handed back.</summary>
    /// <returns>The state, null for none; the call that it belongs to, null for the thought itself; whether the text was wrapped here.</returns>
    public static (OpaqueState? State, string? CallId, bool Wrapped) Read(string signature)
    {
        var at = signature.IndexOf(Mark);
        var wrap = at < 0 ? signature : signature[..at];
        var state = OpaqueState.Unwrap(WireFormat.Messages, wrap);
        if (state.Data == wrap)
        {
            return (signature.Length > 0 ? new OpaqueState(WireFormat.Messages, signature) : null, null, false);
        }

        return (state.Data.Length > 0 ? state : null, at < 0 ? null : signature[(at + 1)..], true);
    }
}

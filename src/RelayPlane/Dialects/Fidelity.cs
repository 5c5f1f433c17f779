using RelayPlane.Dialects.OpenAI;
namespace RelayPlane.Dialects;

/// <summary>
/// The complete list of what may differ between the client's bytes and those that go up, where both sides speak the same wire format:
/// <list type="number">
/// <item>the value of <c>model</c>, where the call goes to a model by another name;</item>
/// <item><c>stream_options.include_usage</c> of a Chat Completions stream whose client did not ask for usage; the usage-only chunk that this causes is taken out of the reply again (<see cref="UsageChunkFilter"/>);</item>
/// <item>the content encoding of a request, which is decoded when it is read;</item>
/// <item>what a provider of the same format, or a model that the client did not ask for, is known to refuse (<see cref="Mending.ChatMending"/>, <see cref="Mending.MessagesMending"/>, <see cref="Mending.ResponsesMending"/>): named in <c>x-relayplane-dropped</c>; never at the client's own provider for the model that it asked for;</item>
/// <item>thoughts whose state another provider gave in another format: the call is written again without them;</item>
/// <item>the output limit, where <c>limits</c> or a budget of the config lowers it (<see cref="OutputLimit"/>), and a budget of thought that would no longer fit below it: named in <c>x-relayplane-budget</c>;</item>
/// <item>the OAuth beta in <c>anthropic-beta</c>, which an OAuth token needs (Upstream adds it).</item>
/// </list>
/// Everything else is the client's: key order, spelling of numbers, unknown fields, white space.
/// </summary>
internal static class Fidelity
{
    /// <param name="model">The name to put in place of the client's; null to leave it.</param>
    /// <param name="addUsage">Whether to ask for usage.</param>
    public static byte[] Splice(ReadOnlySpan<byte> body, RequestFacts facts, string? model, bool addUsage) =>
        JsonSplice.Apply(body, facts, model, addUsage);
}

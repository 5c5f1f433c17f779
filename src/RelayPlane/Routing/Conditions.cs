using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dialects.Looking;

namespace RelayPlane.Routing;

/// <summary>What a route asks of a call: all of what was given. In models, clients, agents and the values of headers <c>*</c> stands for anything.</summary>
internal sealed class Conditions
{
    private readonly RouteMatch _match;
    private readonly TimeZoneInfo _local;
    private readonly IReadOnlyList<HeaderRule> _headers;
    private readonly TokenRange? _tokens;
    private readonly TimeRule? _time;
    private readonly bool _namesProviders;

    /// <param name="local">Whose time is meant where the route names no zone.</param>
    public Conditions(RouteMatch match, TimeZoneInfo local)
    {
        (_match, _local) = (match, local);
        _headers = match.Header is { } header ? HeaderRule.Read(header) ?? [] : [];
        _tokens = match.InputTokens is { } tokens ? TokenRange.Read(tokens) : null;
        _time = match.Time is { } time ? TimeRule.Read(time) : null;
        _namesProviders = match.Model?.Any(pattern => pattern.Contains('/', StringComparison.Ordinal)) ?? false;
    }

    /// <param name="asked">The model's name as the client wrote it; empty for a call that names none.</param>
    /// <param name="meant">The target that the name means; null where it means none.</param>
    public bool Match(Call call, CallerNames caller, string asked, Target? meant) => Failed(call, caller, asked, meant) is null;

    /// <summary>The first condition that the call does not fulfil, by its key; null where it fulfils all. What costs more to find out comes last.</summary>
    public string? Failed(Call call, CallerNames caller, string asked, Target? meant) =>
        !MatchModel(asked, meant) ? "model"
        : !MatchEndpoint(call.Endpoint) ? "endpoint"
        : !Wildcard.MatchesAny(_match.Client, caller.Client) ? "client"
        : !Wildcard.MatchesAny(_match.Agent, caller.Agent) ? "agent"
        : !MatchHeaders(call.Headers) ? "header"
        : !(_tokens is null || _tokens.Holds(call.Facts.PromptTokens)) ? "inputTokens"
        : !(_time is null || _time.Holds(call.At, _local)) ? "time"
        : !Is(_match.Tools, call, shape => shape.Tools > 0) ? "tools"
        : !Is(_match.Images, call, shape => shape.Images) ? "images"
        : !Is(_match.Housekeeping, call, shape => shape.Housekeeping != Housekeeping.None) ? "housekeeping"
        : null;

    /// <summary>A model is known by the name that was asked for, by its provider's name for it, and by both with a slash between.</summary>
    private bool MatchModel(string asked, Target? meant) =>
        _match.Model is not { } patterns
        || (asked.Length > 0
            && (Wildcard.MatchesAny(patterns, asked)
                || (meant is not null && Wildcard.MatchesAny(patterns, meant.Model))
                || (_namesProviders && meant is not null && Wildcard.MatchesAny(patterns, $"{meant.Provider.Name}/{meant.Model}"))));

    /// <summary>The tokens of a prompt are counted for the model that the prompt itself would get: a count goes where its call would go.</summary>
    private bool MatchEndpoint(Endpoint endpoint) => Wildcard.MatchesAny(_match.Endpoint, WireNames.Of(endpoint)) || (endpoint switch
    {
        Endpoint.CountTokens => Wildcard.MatchesAny(_match.Endpoint, WireNames.Of(Endpoint.Messages)),
        Endpoint.GeminiCountTokens => Wildcard.MatchesAny(_match.Endpoint, WireNames.Of(Endpoint.GenerateContent)) || Wildcard.MatchesAny(_match.Endpoint, WireNames.Of(Endpoint.StreamGenerateContent)),
        _ => false,
    });

    private bool MatchHeaders(IHeaderDictionary headers)
    {
        foreach (var rule in _headers)
        {
            if (!headers.TryGetValue(rule.Name, out var value) || !Wildcard.MatchesAny(rule.Values, value.ToString()))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The prompt is looked at only where something is asked of it.</summary>
    private static bool Is(bool? asked, Call call, Func<PromptShape, bool> has) => asked is not { } wanted || has(call.Look.Shape) == wanted;
}

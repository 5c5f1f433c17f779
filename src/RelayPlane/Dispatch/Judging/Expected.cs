using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch.Judging;

/// <summary>What a client can expect of an answer: which tools it may call and how, whether it is to be JSON, how long it may be.</summary>
internal sealed class Expected : IDisposable
{
    /// <summary>Whoever allows fewer tokens than this may have wanted a short answer.</summary>
    private const long Generous = 4096;

    private readonly JsonDocument? _body;
    private readonly Dictionary<string, ToolDef> _tools = [];
    private readonly bool _anyName;

    /// <param name="body">What the request refers to; null for one that was made by hand.</param>
    public Expected(NeutralRequest? request, JsonDocument? body = null)
    {
        _body = body;
        Format = request?.Format;
        IsGenerous = request?.MaxOutput is null or >= Generous;
        foreach (var tool in request?.Tools.Where(tool => tool.Hosted == HostedTool.None) ?? [])
        {
            _tools[tool.Name] = tool;
        }

        _anyName = _tools.Count == 0
            || request!.Tools.Any(tool => tool.Hosted != HostedTool.None)
            || request.Turns.Any(turn => turn.Blocks.Any(block => block is OpaqueBlock other && other.Type.Contains("tool", StringComparison.Ordinal)));
    }

    /// <summary>Null where the answer may be any text.</summary>
    public OutputFormat? Format { get; }

    /// <summary>Whether an answer that runs into the limit is too long for any reason that the client has.</summary>
    public bool IsGenerous { get; }

    /// <summary>Of a call whose answers can be read; null for others: for those that ask for several answers at once, too.</summary>
    public static Expected? Of(Call call)
    {
        if (call.Facts.Choices > 1 || WireFormats.Of(call.Endpoint) is not { } format || Formats.Client(format) is not { } client || !RequestTranslation.Parse(call.Body).TryGet(out var body, out _))
        {
            return null;
        }

        try
        {
            if (client.ReadRequest(body.RootElement, new RequestHead(call.Facts.Model, call.Facts.Stream)).TryGet(out var request, out _))
            {
                return new Expected(request, body);
            }
        }
        catch (Exception odd) when (NeutralJson.IsOfAnotherKind(odd))
        {
            // The provider has taken it: what its answer should be like is not known, and the answer is as good as any.
        }

        body.Dispose();
        return null;
    }

    /// <summary>Whether the client could mean a tool of that name. Some are declared elsewhere: in a template, by the provider, in the midst of the conversation.</summary>
    /// <param name="tool">Null where nothing more is known of it.</param>
    public bool Knows(string name, out ToolDef? tool) => _tools.TryGetValue(name, out tool) || _anyName;

    public void Dispose() => _body?.Dispose();
}

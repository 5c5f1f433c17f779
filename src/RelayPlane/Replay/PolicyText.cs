using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RelayPlane.Config;

namespace RelayPlane.Replay;

/// <summary>Lays what a policy says over a config: its sections about routing take the place of the config's, all else stays. Pure.</summary>
internal static class PolicyText
{
    /// <summary>The sections that decide where calls go.</summary>
    private static readonly string[] Sections = ["routing", "routes", "aliases", "modelOverrides", "crossProviderCascade"];

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="config">The text of a sound config file; empty for none.</param>
    /// <param name="policy">The text of a file with any of the sections.</param>
    public static ConfigLoad Over(string config, string policy)
    {
        try
        {
            var laid = Read(config);
            var sections = Read(policy);
            if (!sections.Any(pair => Sections.Contains(pair.Key)))
            {
                return Bad($"the policy has none of the sections {string.Join(", ", Sections)}");
            }

            foreach (var name in Sections)
            {
                if (sections.TryGetPropertyValue(name, out var section))
                {
                    laid[name] = section?.DeepClone();
                }
            }

            return ConfigFile.Parse(Encoding.UTF8.GetBytes(laid.ToJsonString()));
        }
        catch (JsonException e)
        {
            return Bad($"the policy is not JSON: {e.Message.Split(". LineNumber")[0]}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return Bad("the policy is not a JSON object whose keys are written once");
        }
    }

    private static JsonObject Read(string text) =>
        string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF')) ? [] : JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: Lenient) as JsonObject ?? throw new InvalidOperationException();

    private static ConfigLoad Bad(string problem) => new(GatewayConfig.Default, [problem], []);
}

using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>What <c>routing</c> may say beyond its schema: models that can exist, words that mean something, a floor that is not above its ceiling.</summary>
internal static class RoutingChecks
{
    private const string Tiers = "routing.complexity";

    private static readonly string[] s_classifiers = ["trained", "rules"];

    /// <summary>Each problem with the path of the value at fault.</summary>
    public static IEnumerable<(string Path, string Text)> Run(GatewayConfig config) => config.Routing is not { } routing ? []
        : Classifier("routing.classifier", routing.Classifier)
            .Concat(routing.Complexity is { } complexity ? Complexity(config, complexity) : [])
            .Concat(routing.Cascade is { } cascade ? Cascade(config, cascade) : []);

    private static IEnumerable<(string Path, string Text)> Complexity(GatewayConfig config, ComplexityConfig complexity)
    {
        const string path = Tiers;
        foreach (var problem in Classifier($"{path}.classifier", complexity.Classifier).Concat(RouteChecks.Targets(
            config, Named(complexity))).Concat(Circles(config, Named(complexity))))
        {
            yield return problem;
        }

        if (complexity.Floor > complexity.Ceiling)
        {
            yield return ($"{path}.floor", "is above the ceiling");
        }
    }

    private static IEnumerable<(string Path, string Text)> Cascade(GatewayConfig config, CascadeConfig cascade)
    {
        const string path = "routing.cascade";
        (string, ModelName?)[] models = [.. (cascade.Models ?? []).Select((name, index) => ($"{path}.models[{index}]", name))];
        foreach (var problem in RouteChecks.Targets(config, models).Concat(Circles(config, models)))
        {
            yield return problem;
        }

        foreach (var (index, word) in (cascade.EscalateOn ?? new StringList([])).Index())
        {
            if (!EscalationNames.All.Contains(word))
            {
                yield return (cascade.EscalateOn!.Count == 1 ? $"{path}.escalateOn" : $"{path}.escalateOn[{index}]", $"is nothing that a call climbs for; the nearest is {Nearest.To(word ?? string.Empty, EscalationNames.All)}");
            }
        }

        if (cascade.Streams is { } streams && !(streams.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null || (streams.ValueKind == JsonValueKind.String && streams.GetString() is "hold" or "skip")))
        {
            yield return ($"{path}.streams", "must be \"hold\" or \"skip\"");
        }
    }

    private static (string Path, ModelName? Name)[] Named(ComplexityConfig complexity) =>
        [($"{Tiers}.simple", complexity.Simple), ($"{Tiers}.moderate", complexity.Moderate), ($"{Tiers}.complex", complexity.Complex)];

    /// <summary>Our own names stand for the tiers, so a tier that is named by one may stand for nothing but itself.</summary>
    private static IEnumerable<(string Path, string Text)> Circles(GatewayConfig config, (string Path, ModelName? Name)[] names)
    {
        var walk = new NameWalk(config);
        foreach (var (path, name) in names)
        {
            if (name is not null && walk.Circle(name.Text) is { } circle)
            {
                yield return (path, $"leads back to itself: {string.Join(" → ", circle)}; name a model, such as claude-haiku-4-5");
            }
        }
    }

    private static IEnumerable<(string Path, string Text)> Classifier(string path, string? name) =>
        name is null || s_classifiers.Contains(name) ? [] : [(path, $"is not a known classifier; the nearest is {Nearest.To(name, s_classifiers)}")];
}

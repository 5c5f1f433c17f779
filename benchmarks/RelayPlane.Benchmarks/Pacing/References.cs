namespace RelayPlane.Benchmarks.Pacing;

/// <summary>What other policies come to, from the reference simulation's <c>sim/results.md</c> (mean of 3 seeds, c2 of one): simulated, not measured here.</summary>
internal static class References
{
    private static readonly Dictionary<string, Reference[]> Rows = new()
    {
        ["S1"] =
        [
            new("a2", 25.21, 906.4, 1.66, 74.8, 0.0, 2.1, 38.6, 0.956, 25.50), new("b", 20.85, 2708.5, 3.51, 79.2, 0.0, 8.5, 40.6, 0.968, 21.02),
            new("c2", 0.00, 10267.7, 11.29, 82.7, 2.6, 131.7, 51.1, 1.000, 0.00), new("oracle", 0.00, 0.0, 1.00, 80.7, 5.9, 84.0, 51.2, 1.000, 0.00),
        ],
        ["S1t"] =
        [
            new("a2", 43.75, 1501.0, 2.07, 56.3, 0.0, 2.1, 43.9, 0.849, 44.03), new("b", 38.24, 4552.0, 5.18, 61.8, 0.0, 8.5, 47.6, 0.886, 38.46),
            new("c2", 0.27, 56915.1, 58.03, 36.5, 55.8, 456.7, 76.1, 1.000, 0.28), new("oracle", 0.00, 0.0, 1.00, 21.7, 97.5, 202.2, 76.3, 1.000, 0.00),
        ],
        ["S2"] =
        [
            new("a2", 5.36, 227.0, 1.17, 94.6, 0.0, 2.1, 70.1, 0.998, 5.36), new("b", 4.23, 594.9, 1.56, 95.8, 0.0, 6.4, 72.3, 0.999, 4.24),
            new("c2", 0.00, 1613.6, 2.62, 96.6, 0.0, 95.3, 87.4, 1.000, 0.00), new("oracle", 0.00, 0.0, 1.00, 73.4, 0.1, 81.2, 86.9, 1.000, 0.00),
        ],
        ["S3"] =
        [
            new("a2", 12.79, 15.7, 1.39, 80.8, 0.0, 601.4, 63.4, 0.981, 12.51, 0), new("b", 1.56, 216.2, 1.29, 97.8, 0.0, 7.2, 66.4, 1.000, 1.45, 3),
            new("c2", 0.03, 321.1, 2.08, 90.1, 0.0, 220.6, 69.8, 1.000, 0.04, 0), new("oracle", 0.00, 0.0, 1.00, 75.3, 0.0, 246.3, 62.3, 1.000, 0.00, 353),
        ],
        ["S4"] =
        [
            new("a2", 67.29, 2159.2, 2.49, 32.7, 0.0, 2.1, 45.6, 0.813, 67.18), new("b", 62.95, 6570.8, 6.95, 37.0, 1.1, 8.5, 51.5, 0.820, 62.46),
            new("c2", 31.13, 211640.2, 212.76, 11.4, 182.7, 592.3, 93.2, 0.954, 31.22), new("oracle", 26.82, 0.0, 0.73, 1.8, 514.7, 600.0, 95.4, 0.974, 26.51),
        ],
        ["S5"] =
        [
            new("a2", 41.03, 1253.8, 1.85, 59.0, 0.0, 2.1, 30.2, 0.872, 41.01), new("b", 47.76, 4373.8, 4.91, 52.2, 0.0, 7.4, 26.7, 0.823, 47.64),
            new("c2", 97.90, 372425.1, 373.19, 2.0, 0.0, 601.8, 1.0, 0.675, 97.83), new("oracle", 0.00, 0.0, 1.00, 80.7, 5.9, 84.0, 50.6, 1.000, 0.00),
        ],
    };

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public static IReadOnlyList<Reference> Of(Scenario scenario) => Rows[scenario.Family];

    public static IReadOnlyList<string> Names { get; } = ["official SDK (a2)", "LiteLLM-like (b)", "patient retry (c2)", "oracle"];
}

/// <summary>One policy's row. Shares in per cent, waits in seconds, 429s per thousand calls.</summary>
internal sealed record Reference(
    string Policy, double Errors, double Upstream429, double Attempts, double Within30, double P50, double P99, double Utilisation, double Jain, double LightErrors, double? Recovery = null);

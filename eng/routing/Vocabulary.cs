namespace RelayPlane.Routing.Training;

/// <summary>Which words the table has: the most frequent of those that several sources say. What one source alone says is a piece of its text, and no word of a language.</summary>
internal static class Vocabulary
{
    private const int LeastPrompts = 20;

    /// <returns>Their hashes, in order.</returns>
    public static uint[] Choose(IReadOnlyList<Prompt> prompts, Recipe recipe)
    {
        var sources = prompts.Select(prompt => prompt.Source).Distinct().Order(StringComparer.Ordinal).ToList();
        var (counts, within) = (new Dictionary<uint, int>(), new Dictionary<uint, int>());
        foreach (var prompt in prompts)
        {
            var bit = 1 << sources.IndexOf(prompt.Source);
            foreach (var hash in prompt.Words)
            {
                counts[hash] = counts.GetValueOrDefault(hash) + 1;
                within[hash] = within.GetValueOrDefault(hash) | bit;
            }
        }

        return
        [
            .. counts.Where(word => word.Value >= LeastPrompts && int.PopCount(within[word.Key]) >= Math.Min(recipe.WordSources, sources.Count))
                .OrderByDescending(word => word.Value).ThenBy(word => word.Key).Take(recipe.Words).Select(word => word.Key).Order(),
        ];
    }
}

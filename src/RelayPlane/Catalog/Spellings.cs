using System.Collections.Frozen;

namespace RelayPlane.Catalog;

/// <summary>The ids of one provider's own models, to be found by the names that people write for them.</summary>
internal sealed class Spellings
{
    private const string Claude = "claude";

    /// <summary>Where one word names the newest of its kind, as in the products that made it a habit.</summary>
    private static readonly string[] s_kinds = ["opus", "sonnet", "haiku"];

    private readonly FrozenSet<string> _ids;
    private readonly PriceRule[] _patterns;
    private readonly FrozenDictionary<string, PricedModel> _rows;
    private readonly FrozenDictionary<string, string> _byKey;

    /// <param name="provider">Whose own models are meant.</param>
    /// <param name="rows">All rows of the price tables for it; of those with the same id the first counts.</param>
    public Spellings(string provider, IEnumerable<PricedModel> rows)
    {
        PricedModel[] own = [.. rows.Where(row => ModelPrefixes.ProviderOf(row.Id) == provider && !row.Id.Contains('/', StringComparison.Ordinal)).DistinctBy(row => row.Id)];
        _ids = own.SelectMany(row => Texts(row.Rule).Prepend(row.Id)).ToFrozenSet(StringComparer.Ordinal);
        _patterns = [.. own.SelectMany(row => Patterns(row.Rule))];
        _rows = own.ToFrozenDictionary(row => row.Id);
        _byKey = Keys(own).Concat(provider == "anthropic" ? Newest(own) : []).DistinctBy(pair => pair.Key)
            .Where(pair => pair.Id is not null).ToFrozenDictionary(pair => pair.Key, pair => pair.Id!);
    }

    /// <summary>The id that exists: the name itself where it is one, that of which it is a spelling, or null.</summary>
    public string? Of(string name)
    {
        if (_ids.Contains(name) || _patterns.Any(pattern => pattern.Accepts(name)))
        {
            return name;
        }

        // A snapshot's date goes with the name that it is put to.
        var plain = ModelDate.Without(name);
        var date = name[plain.Length..] is var rest && rest.Length > 0 && char.IsAsciiDigit(rest[^1]) ? rest : string.Empty;
        if (date.Length > 0 && _ids.Contains(plain))
        {
            return name;
        }

        if (ModelWords.Key(plain) is not { } key || !_byKey.TryGetValue(key, out var id))
        {
            return null;
        }

        var dated = date.Length == 0 ? id : ModelDate.Without(id) + date;
        return date.Length == 0 || _rows.GetValueOrDefault(id)?.Rule.Accepts(dated) == true ? dated : null;
    }

    /// <summary>What stands for one id alone. An id goes before the other names of a row; what two rows could mean is nobody's.</summary>
    private static IEnumerable<(string Key, string? Id)> Keys(PricedModel[] own)
    {
        var ids = own.Select(row => row.Id).SelectMany(Ways);
        var others = own.SelectMany(row => Texts(row.Rule)).Where(text => !text.Contains('/', StringComparison.Ordinal) && ModelDate.Without(text) == text).SelectMany(Ways);
        return new[] { ids, others }.SelectMany(group => group.GroupBy(way => way.Key, way => way.Id))
            .Select(same => (same.Key, same.Distinct().Count() == 1 ? same.First() : null));
    }

    /// <summary>A Claude is also known without that word.</summary>
    private static IEnumerable<(string Key, string Id)> Ways(string id) =>
        new[] { ModelWords.Key(id), ModelWords.Key(id, without: Claude) }.OfType<string>().Distinct().Select(key => (key, id));

    private static IEnumerable<(string Key, string? Id)> Newest(PricedModel[] own) =>
        from kind in s_kinds
        let newest = own.Select(row => (row.Id, Key: ModelWords.Key(row.Id, without: Claude)))
            .Where(row => row.Key is { } key && key.StartsWith($"{kind} ", StringComparison.Ordinal))
            .OrderByDescending(row => row.Key, StringComparer.Ordinal).FirstOrDefault()
        where newest.Id is not null
        select ($"{kind} ", (string?)newest.Id);

    private static IEnumerable<string> Texts(PriceRule rule) => rule switch
    {
        PriceRule.Text { Kind: PriceRule.TextKind.Equals, Value: var text } => [text],
        PriceRule.Any { Rules: var rules } => rules.SelectMany(Texts),
        _ => [],
    };

    private static IEnumerable<PriceRule> Patterns(PriceRule rule) => rule switch
    {
        PriceRule.Pattern => [rule],
        PriceRule.Any { Rules: var rules } => rules.SelectMany(Patterns),
        _ => [],
    };
}

using System.Collections.Frozen;
using RelayPlane.Admission;
using RelayPlane.Admission.Alarms;
using RelayPlane.Admission.Budgets;
using RelayPlane.Admission.Sizes;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dispatch;
using RelayPlane.Gateway;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Pacing;
using RelayPlane.Relay;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Upstream;

namespace RelayPlane.Hosting;

/// <summary>Builds the rooms from a config. What outlives a config (connection pools, ledger) is given once.</summary>
internal sealed class RoomsFrom(UpstreamClient upstream, Pacer pacer, Books books, BodyBudget bodies, Random random, TimeProvider clock, Func<string, string?> environment, Action<string> notice)
{
    /// <summary>What a client without any key may call.</summary>
    private static readonly string[] SandboxModels =
        ["sandbox/claude-opus-4-6", "sandbox/claude-sonnet-4-5", "sandbox/claude-haiku-4-5", "sandbox/gpt-4o", "sandbox/gpt-4o-mini", "sandbox/gemini-2.5-flash"];

    /// <summary>Outlives a config: what a key made stays that key's.</summary>
    private readonly Origins _origins = new();

    /// <summary>In days; what a date can still be counted back by.</summary>
    private const double KeepsForever = 36_500;

    public Runtime Build(GatewayConfig config)
    {
        var notices = new List<string>();
        var set = ProviderSet.From(config, environment, new Uri($"http://{UpstreamClient.EmbeddedHost}"));
        var clients = ClientKey.Read(config, notices, environment);
        foreach (var line in set.Notices.Concat(notices))
        {
            notice(line);
        }

        var credentials = set.Keys.Where(pair => pair.Value.Count > 0).ToFrozenDictionary(pair => pair.Key, pair => Credentials(pair.Value));
        pacer.Configure(credentials.SelectMany(pair => pair.Value.Select(key => (set.Providers[pair.Key], key))));
        var keys = new KeyRing(credentials, config.Auth.ClientKeys);
        var configured = NamesFrom.Configured(config, set);
        books.Prices.Use(ToldPrices.Of(config, set.Providers));
        books.PriceFile?.Look(config.Pricing?.File is { } file ? Home.Absolute(file, environment) : null);
        Cool(config.Reliability?.Cooldowns);
        var budgets = BudgetTermsFrom.Config(config);
        if (budgets.Notice is { } amounts)
        {
            notice(amounts);
        }

        bodies.Most = config.Pacing?.MaxQueuedBytes ?? BodyBudget.Usual;
        var alarms = AlarmRules.Of(config, environment, notice);
        books.Alarms.Follow(alarms);
        var sizes = new SizeLimits(SizeRules.From(config), books.Prices, books.Calibration);
        var gate = new BudgetGate(budgets, books.Budgets, books.Prices, books.Calibration);
        var figures = new LiveFigures(pacer.UsualFirstToken);
        var names = NamesFrom.Config(config, set, books.Prices, figures, clock);
        var strategy = StrategyFrom.Config(config, names, books.Prices, books.Sessions, NamesFrom.Keyed(set), books.Experience with { FirstToken = figures.FirstToken, Reaches = (call, target) => keys.For(call, target.Provider).Count > 0 });
        return new Runtime(
            new Gate(config.Server.AllowedHosts.Append(config.Server.Host).ToFrozenSet(StringComparer.OrdinalIgnoreCase), config.Server.AllowedOrigins.Select(origin => origin.TrimEnd('/')).ToFrozenSet(StringComparer.OrdinalIgnoreCase)),
            new Doorman(NamesByKey(clients)),
            RouterFrom.Config(config, names, ModelPrefixes.ProviderOf, strategy, new RouteParts(books.Prices, figures, clock.LocalTimeZone)),
            new Dispatcher(pacer, new Attempting(upstream, clock), keys, _origins, clock, random),
            new ReplyRelay(clock),
            new ModelList(keys, SandboxModels, clock, names),
            new TokenCount(keys),
            new Admittance(new Alarm(alarms, books.Alarms), sizes, gate),
            books.Prices,
            books.Agents,
            new Estimates(books.Prices, books.Calibration, sizes, gate, bodies, clock))
        {
            Sessions = strategy is null ? null : books.Sessions,
            Keeping = KeepingFrom(config.Ledger),
            Content = config.Ledger is { StoreContent: true } && books.Content is { } content ? new ContentKeeping(content, [.. set.Keys.Values.SelectMany(keys => keys).Select(key => key.Value), .. clients.Select(client => client.Value)]) : null,
            ShowsContent = config.Dashboard is not { ShowRequestContent: false },
            Providers = [.. set.Providers.Values.OrderBy(provider => provider.Name, StringComparer.Ordinal).Select(provider => new KeyedProvider(provider, credentials.GetValueOrDefault(provider.Name) ?? [], configured.Contains(provider.Name)))],
        };
    }

    private static Keeping KeepingFrom(LedgerConfig? ledger) => new(
        ledger?.RetentionDays is { } days ? TimeSpan.FromDays(Math.Min(days, KeepsForever)) : null,
        ledger?.MaxSizeMb is { } megabytes ? (long)Math.Min(megabytes * (1 << 20), long.MaxValue / 2) : null);

    /// <summary>When a failing target is left alone: as RelayPlane did where its own section is written, with RelayPlane's defaults, else as we do.</summary>
    private void Cool(CooldownsConfig? cooldowns)
    {
        var rule = cooldowns is null or { Enabled: false }
            ? BreakerRule.Default
            : BreakerRule.Cooldown(cooldowns.AllowedFails ?? 3, cooldowns.WindowSeconds ?? 60, cooldowns.CooldownSeconds ?? 120);
        pacer.Look((table, _) => table.Rule = rule);
    }

    /// <summary>Keys of the same priority are used alike.</summary>
    private static IReadOnlyList<Credential> Credentials(IReadOnlyList<ProviderKey> keys)
    {
        int[] priorities = [.. keys.Select(key => key.Priority).Distinct().Order()];
        return [.. keys.Select(key => new Credential(key.Label, key.Value) { Id = Credential.IdOf(key.Label, key.Value), Rank = Array.IndexOf(priorities, key.Priority) })];
    }

    private FrozenDictionary<string, string> NamesByKey(IReadOnlyList<ClientKey> clients)
    {
        var names = new Dictionary<string, string>();
        foreach (var client in clients)
        {
            if (!names.TryAdd(Doorman.HashOf(client.Value), client.Name))
            {
                notice($"clients {client.Name} and {names[Doorman.HashOf(client.Value)]} have the same key: its calls count as the latter's.");
            }
        }

        return names.ToFrozenDictionary();
    }
}

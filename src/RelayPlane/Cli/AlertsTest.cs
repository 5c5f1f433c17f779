using System.CommandLine;
using RelayPlane.Admission.Alarms;
using RelayPlane.Config;
using RelayPlane.Ledger;
using RelayPlane.Upstream;

namespace RelayPlane.Cli;

/// <summary><c>relayplane alerts test</c>: posts a test alert to the webhooks of the config, once, and says what they answered.</summary>
internal static class AlertsTest
{
    public static Command Create(Func<Home> find, Func<string, string?> environment, TimeProvider clock)
    {
        var command = new Command("test", "Post a test alert to the webhooks of the config, whether or not alerts are on.");
        command.SetAction(async (parsed, cancel) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var home = find();
            var load = ConfigFile.Load(home.ConfigPath);
            if (load.Problems.Count > 0)
            {
                await error.WriteLineAsync($"{home.ConfigPath} is not valid. See: relayplane config check");
                return ExitCodes.Usage;
            }

            var hooks = AlarmRules.AllHooks(load.Config, environment);
            if (hooks.Count == 0)
            {
                await error.WriteLineAsync($"There is no webhook to try: neither alerts.webhookUrl nor budget.alertWebhook is set in {home.ConfigPath}.");
                return ExitCodes.Failed;
            }

            var at = clock.GetUtcNow();
            var alert = new Alert(Guid.CreateVersion7(at).ToString("n"), AlertTypes.Test, "info", "This is a test of RelayPlane's alerts. Nothing is wrong.", "test", at, new AlertData());
            using var http = new HttpMessageInvoker(Connections.Open());
            var webhook = new Webhook(http, clock);
            var failed = false;
            foreach (var hook in hooks)
            {
                var problem = await webhook.TryAsync(alert, hook, cancel);
                failed |= problem is not null;
                await output.WriteLineAsync(problem is null ? $"Delivered to {hook}{(hook.Secret is null ? "" : ", signed")}." : $"Not delivered: {problem}.");
            }

            if (load.Config.Alerts?.Enabled is not true && !string.IsNullOrWhiteSpace(load.Config.Alerts?.WebhookUrl))
            {
                await output.WriteLineAsync("alerts.enabled is not true, so alarms are not posted to alerts.webhookUrl yet.");
            }

            return failed ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }
}

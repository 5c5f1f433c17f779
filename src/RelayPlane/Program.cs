using System.CommandLine;
using RelayPlane.Cli;
using RelayPlane.Config;
using RelayPlane.Hosting;

InlineCompletions.TurnOn(Variables.Read, Environment.SetEnvironmentVariable);
var clock = TimeProvider.System;
var root = new RootCommand("RelayPlane: one local address for every model. It passes calls through, meters them, and writes down what they cost.")
{
    InitCommand.Create(),
    StartCommand.Create(clock),
    StopCommand.Create(clock),
    StatusCommand.Create(),
    LimitsCommand.Create(() => Home.Find(), clock),
    AlertsCommand.Create(() => Home.Find(), Variables.Read, clock),
    AgentsCommand.Create(() => Home.Find(), clock),
    StatsCommand.Create(() => Home.Find(), clock),
    TailCommand.Create(() => Home.Find(), clock),
    CallCommand.Create(() => Home.Find(), clock),
    BudgetCommand.Create(() => Home.Find(), clock),
    PricingCommand.Create(clock),
    RouteCommand.Create(clock),
    ConfigCommand.Create(),
    SandboxCommand.Create(clock),
    DemoCommand.Create(clock),
    VersionCommand.Create(),
};
return await Entry.RunAsync(root, args);

using System.Collections;
using System.Net.Sockets;
using AgentKit.Server;
#if DEVELOPMENT_PARTS
using AgentKit.Server.Development;
#endif
using AgentKit.Server.Access;
using AgentKit.Server.Hosting;
using AgentKit.Server.Settings;
using Pipeline.Errors;

// The edge: the only place that reads arguments, environment and clock.
try
{
    if (args is ["--describe-configuration"])
    {
        Console.Out.WriteLine(ServiceCatalogue.All.Describe("AgentKit.Server").ToJson());
        return 0;
    }

    if (args.Length > 0)
        throw new PipelineException(ServiceErrors.UnknownArgument, $"Unknown argument '{args[0]}'. Settings come from environment variables; --describe-configuration lists them.") { ExitCode = 2 };

    IReadOnlyDictionary<string, string> variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(x => (string)x.Key, x => (string?)x.Value ?? "");
#if DEVELOPMENT_PARTS
    await using var development = variables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") == ServerSettings.Development
        ? await DevelopmentParts.StartAsync(variables, DevelopmentFolder.Of(AppContext.BaseDirectory), CancellationToken.None)
        : null;
    variables = development?.Variables ?? variables;
#endif

    await using var started = await StartedService.OpenAsync(variables, TimeProvider.System, CancellationToken.None);
    foreach (var warning in started.Warnings)
        Console.Error.WriteLine($"warning: {warning}");

    await using var app = AgentKitApplication.Create(started.Settings, started.Parts, TimeProvider.System);
    started.SecretEvents.LogTo(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("AgentKit.Server.Secrets"));
    if (started.Parts.DevelopmentTokens is { } tokens)
        app.Lifetime.ApplicationStarted.Register(() => Console.Error.WriteLine(TokenGreeting.Text(tokens, AgentKitApplication.AddressOf(app))));
    try
    {
        await app.RunAsync();
    }
    catch (IOException error) when (error.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
    {
        var server = started.Settings.Server;
        throw new PipelineException(ServiceErrors.AddressInUse, $"Can't listen on {server.HttpAddress}:{server.HttpPort}: {error.Message} Set AGENTKIT_HTTP_ADDRESS and AGENTKIT_HTTP_PORT to a free address.", error);
    }

    return 0;
}
catch (PipelineException error)
{
    Console.Error.WriteLine($"{error.Code}: {error.Message}");
    return error.ExitCode;
}

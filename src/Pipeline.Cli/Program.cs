using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Pipeline.Cli;

// The one place that reads the process: arguments, environment, console, signals.
using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(x => (string)x.Key, x => (string?)x.Value ?? "", StringComparer.Ordinal);
var isDumb = variables.GetValueOrDefault("TERM") == "dumb" || variables.ContainsKey("CI");
await using var output = Utf8(Console.OpenStandardOutput());
await using var error = Utf8(Console.OpenStandardError());
var surroundings = new Surroundings
{
    Variables = variables,
    UserName = Environment.UserName,
    Out = output,
    Error = error,
    IsOutTerminal = !Console.IsOutputRedirected && !isDumb,
    IsErrorTerminal = !Console.IsErrorRedirected && !isDumb,
    OutWidth = Console.IsOutputRedirected ? null : Math.Max(40, Console.WindowWidth),
};
return await PipelineCommand.RunAsync(args, surroundings, cancellation.Token);

static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

// The first signal ends the run in order; the second ends the process at once.
void Cancel(PosixSignalContext signal)
{
    if (cancellation.IsCancellationRequested)
        return;
    signal.Cancel = true;
    cancellation.Cancel();
}

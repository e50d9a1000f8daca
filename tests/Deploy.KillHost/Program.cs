using System.Globalization;
using Deploy.KillHost;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Tests.Killing;

// Runs a scenario's request against a cluster and kills itself after so many crash points; 0 never does. Prints each point that it passes.
// Arguments: kubeconfig, namespace, group of the widgets, scenario, crash points.
var (scenario, place) = (DeployScenario.Find(args[3]), new DeployPlace(args[1], args[2]));
try
{
    using var deployer = await Deployer.ConnectAsync(ClusterConnection.FromKubeconfig(args[0]), DeployScenario.Options, new KillSwitch(int.Parse(args[4], CultureInfo.InvariantCulture)), CancellationToken.None);
    await scenario.RunAsync(deployer, place);
    return 0;
}
catch (PipelineException exception)
{
    Console.Error.WriteLine($"{exception.Code.Id}: {exception.Message}");
    return exception.ExitCode;
}

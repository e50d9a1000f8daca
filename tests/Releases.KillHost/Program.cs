using System.Globalization;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Releases.Tests.Killing;
using Releases.KillHost;

// Promotes into a namespace and kills itself after so many crash points; 0 never does. Prints each point that it passes.
// Arguments: kubeconfig, namespace, file of the database, scenario, crash points.
using var deployer = await Deployer.ConnectAsync(ClusterConnection.FromKubeconfig(args[0]), PromotionScenario.Options);
var scenario = new PromotionScenario(args[3], args[1], new FileDatabase(args[2]));
await scenario.RunAsync(deployer, new KillSwitch(int.Parse(args[4], CultureInfo.InvariantCulture)), CancellationToken.None);

using Pipeline.Components.Tests.Migrations;
using Pipeline.Migrations.Planning;

// A delivery that carries out a plan as a Job, to be killed while the Job runs: kubeconfig, repository, database's address and name, plan, image.
var place = new JobPlace(args[0], args[1], args[2], args[3]) { Image = args[5] };
Console.WriteLine(await place.Database(Path.ChangeExtension(args[4], ".approved")).RunAsync(MigrationPlan.FromJson(await File.ReadAllTextAsync(args[4])), CancellationToken.None) ?? "migrated");

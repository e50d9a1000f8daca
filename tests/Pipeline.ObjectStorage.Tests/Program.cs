using Pipeline.ObjectStorage.Tests.Killing;

// `dotnet exec Pipeline.ObjectStorage.Tests.dll FOLDER SCENARIO CRASH-POINTS` writes and kills itself; the test runner never calls this.
return args.Length == 3 ? await KillHost.RunAsync(args[0], args[1], args[2]) : 2;

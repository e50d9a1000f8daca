using System.Reflection;
using System.Runtime.Loader;
using Pipeline.Components.Caching;
using Pipeline.Engine.Caching;

namespace Pipeline.Components.Tests.Caching;

/// <summary>The AWS SDK costs start-up time, and is loaded only where an address is given.</summary>
public sealed class LoadingTests
{
    [Fact]
    public void The_SDK_is_not_loaded_without_an_address()
    {
        var context = new Watching();
        var over = context.LoadFromAssemblyPath(typeof(SharedCache).Assembly.Location).GetType(typeof(SharedCache).FullName!)!.GetMethod(nameof(SharedCache.Over))!;
        var local = new LocalCacheStore(Path.GetTempPath());
        Action<string> warn = Assert.Fail;

        Assert.Same(local, over.Invoke(null, [local, null, warn]));
        Assert.DoesNotContain(context.Asked, x => x.StartsWith("AWSSDK", StringComparison.Ordinal));

        over.Invoke(null, [local, "s3://builds?region=eu-central-1", warn]);
        Assert.Contains(context.Asked, x => x.StartsWith("AWSSDK", StringComparison.Ordinal));
    }

    /// <summary>Loads our assembly once more and writes down what it asks for; the rest comes from the test's own context.</summary>
    private sealed class Watching : AssemblyLoadContext
    {
        public List<string> Asked { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Asked.Add(assemblyName.Name!);
            return null;
        }
    }
}

namespace Pipeline.Releases.Tests.Promoting;

internal sealed class KilledException : Exception;

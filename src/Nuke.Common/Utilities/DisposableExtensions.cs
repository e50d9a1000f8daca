namespace Nuke.Common.Utilities;

/// <summary>Puts disposables together.</summary>
public static class DisposableExtensions
{
    /// <summary>Runs <paramref name="setup"/> now; disposing runs <paramref name="cleanup"/> and then disposes the first.</summary>
    public static IDisposable CombineWith(this IDisposable disposable, Action? setup = null, Action? cleanup = null)
        => DelegateDisposable.CreateBracket(
            setup,
            () =>
            {
                try
                {
                    cleanup?.Invoke();
                }
                finally
                {
                    disposable.Dispose();
                }
            });

    /// <summary>Disposes the other, and then the first.</summary>
    public static IDisposable CombineWith(this IDisposable disposable, IDisposable otherDisposable) => disposable.CombineWith(cleanup: otherDisposable.Dispose);
}

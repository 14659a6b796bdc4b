using System.Runtime.InteropServices;

namespace MutualAid.Web.Hosting;

/// <summary>
/// Ctrl+C or a request to end, from the first line of the program on: a start or an import that is cut short leaves in good order,
/// and stops the database it had started.
/// </summary>
public sealed class Interruption : IDisposable
{
    /// <summary>What shells expect of a program that Ctrl+C ended.</summary>
    public const int ExitCode = 130;

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] signals;

    public Interruption() =>
        signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Array.ForEach(signals, signal => signal.Dispose());
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        source.Cancel();
    }
}

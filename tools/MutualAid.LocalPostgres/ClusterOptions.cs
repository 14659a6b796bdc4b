namespace MutualAid.LocalPostgres;

/// <summary>Where a private cluster lives and how careful it is.</summary>
public sealed record ClusterOptions(string Directory)
{
    /// <summary>Whether what was saved survives a power cut. Only tests and measurements go without.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Whether the folder is removed when the cluster stops.</summary>
    public bool Throwaway { get; init; }

    public int MaxConnections { get; init; } = 60;

    /// <summary>How long a start may take before it is called off.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A fast cluster for tests: nothing is kept. It starts late on a machine that builds and tests at the same time.</summary>
    public static ClusterOptions ForTests(string directory) =>
        new(directory) { Durable = false, Throwaway = true, MaxConnections = 200, Patience = TimeSpan.FromMinutes(5) };

    internal IEnumerable<string> Settings(int port)
    {
        var safe = Durable ? "on" : "off";
        return
        [
            $"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", $"max_connections={MaxConnections}", "shared_buffers=128MB",
            $"fsync={safe}", $"synchronous_commit={safe}", $"full_page_writes={safe}",

            // Without a clean-up of its own, what a test asks of the planner is the same in every run.
            $"autovacuum={safe}",

            // A log that never holds what people wrote.
            "log_statement=none", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "log_min_error_statement=panic",

            "statement_timeout=120s", "lock_timeout=30s", "idle_in_transaction_session_timeout=60s",
        ];
    }
}

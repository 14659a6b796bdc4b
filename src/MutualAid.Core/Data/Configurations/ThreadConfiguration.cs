using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Data.Configurations;

internal sealed class ClaimMessageConfiguration : IEntityTypeConfiguration<ClaimMessage>
{
    public void Configure(EntityTypeBuilder<ClaimMessage> message)
    {
        message.ToTable("claim_message");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.HasOne<Claim>().WithMany().HasForeignKey(m => m.ClaimId).OnDelete(DeleteBehavior.Cascade);
        message.HasIndex(m => new { m.ClaimId, m.Id });
        message.HasIndex(m => m.NeedId);
    }
}

internal sealed class ThreadCallConfiguration : IEntityTypeConfiguration<ThreadCall>
{
    public void Configure(EntityTypeBuilder<ThreadCall> call)
    {
        call.ToTable("thread_call");
        call.Property(c => c.Id).ValueGeneratedNever();
        call.HasOne<Claim>().WithMany().HasForeignKey(c => c.ClaimId).OnDelete(DeleteBehavior.Cascade);
        call.HasIndex(c => new { c.ClaimId, c.FromHelper, c.Kind }).IsUnique().HasFilter("closed_at IS NULL").HasDatabaseName(Constraints.ThreadCallOne);
        call.HasIndex(c => c.At).HasFilter("closed_at IS NULL").HasDatabaseName("thread_call_open");
    }
}

internal sealed class ReflectionConfiguration : IEntityTypeConfiguration<Reflection>
{
    public void Configure(EntityTypeBuilder<Reflection> reflection)
    {
        reflection.ToTable("reflection");
        reflection.Property(r => r.Id).ValueGeneratedNever();
        reflection.HasOne<Claim>().WithMany().HasForeignKey(r => r.ClaimId).OnDelete(DeleteBehavior.Cascade);
        reflection.HasIndex(r => new { r.ClaimId, r.ByHelper }).IsUnique().HasDatabaseName(Constraints.ReflectionOne);
    }
}

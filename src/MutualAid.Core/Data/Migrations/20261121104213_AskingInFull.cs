using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class AskingInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_heard",
                table: "need");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "agreed_at",
                table: "need",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "is_now_id",
                table: "member",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "asker_said_no",
                table: "claim",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // What is known of waits already: the first helper who agreed is on the timeline.
            migrationBuilder.Sql(
                """
                UPDATE need SET agreed_at = first.at
                FROM (SELECT need_id, min(at) AS at FROM audit_entry WHERE deed = 'ClaimAgreed' GROUP BY need_id) first
                WHERE first.need_id = need.id AND first.at >= need.posted_at
                """);

            migrationBuilder.CreateIndex(
                name: "need_asked",
                table: "need",
                columns: new[] { "kind_id", "area_id", "posted_at" });

            migrationBuilder.CreateIndex(
                name: "member_is_now",
                table: "member",
                column: "is_now_id",
                filter: "is_now_id IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_member_member_is_now_id",
                table: "member",
                column: "is_now_id",
                principalTable: "member",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_member_member_is_now_id",
                table: "member");

            migrationBuilder.DropIndex(
                name: "need_asked",
                table: "need");

            migrationBuilder.DropIndex(
                name: "member_is_now",
                table: "member");

            migrationBuilder.DropColumn(
                name: "agreed_at",
                table: "need");

            migrationBuilder.DropColumn(
                name: "is_now_id",
                table: "member");

            migrationBuilder.DropColumn(
                name: "asker_said_no",
                table: "claim");

            migrationBuilder.CreateIndex(
                name: "need_heard",
                table: "need",
                columns: new[] { "kind_id", "area_id", "heard_at" },
                filter: "heard_at IS NOT NULL");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WorkersAndRetries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "retry_at",
                table: "phases",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "device_failures",
                columns: table => new
                {
                    worker = table.Column<string>(type: "text", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_device_failures", x => new { x.worker, x.phase });
                });

            migrationBuilder.CreateTable(
                name: "worker_holds",
                columns: table => new
                {
                    worker = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    stops_now = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_worker_holds", x => x.worker);
                });

            migrationBuilder.CreateIndex(
                name: "IX_device_failures_phase",
                table: "device_failures",
                column: "phase");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "device_failures");

            migrationBuilder.DropTable(
                name: "worker_holds");

            migrationBuilder.DropColumn(
                name: "retry_at",
                table: "phases");
        }
    }
}

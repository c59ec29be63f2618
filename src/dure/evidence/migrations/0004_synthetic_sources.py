from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0003_say_periods_of_the_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="is_synthetic",
            field=models.BooleanField(default=False, verbose_name="Synthetic"),
        ),
        migrations.AddField(
            model_name="upload",
            name="is_synthetic",
            field=models.BooleanField(default=False, verbose_name="Synthetic"),
        ),
    ]

package stranger;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CachingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;

/**
 * Validates every JSON file of a folder as FHIR R4 with the base specification alone, and prints one
 * JSON line per file: {"file": …, "errors": [{"line": …, "at": …, "says": …}]}.
 */
public final class Validate {
  private Validate() {}

  public static void main(String[] arguments) throws Exception {
    FhirContext context = FhirContext.forR4();
    FhirInstanceValidator instance =
        new FhirInstanceValidator(
            new CachingValidationSupport(
                new ValidationSupportChain(
                    new OpenTerminology(context),
                    new DefaultProfileValidationSupport(context),
                    new CommonCodeSystemsTerminologyService(context),
                    new InMemoryTerminologyServerValidationSupport(context))));
    instance.setAnyExtensionsAllowed(true);
    instance.setErrorForUnknownProfiles(false);
    instance.setNoTerminologyChecks(false);
    instance.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    FhirValidator validator = context.newValidator();
    validator.setValidateAgainstStandardSchema(false);
    validator.setValidateAgainstStandardSchematron(false);
    validator.registerValidatorModule(instance);

    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      files = all.filter(one -> one.toString().endsWith(".json")).sorted().toList();
    }
    ExecutorService workers =
        Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
    List<Future<String>> lines = new ArrayList<>();
    for (Path file : files) lines.add(workers.submit(() -> lineFor(file, validator)));
    workers.shutdown();
    PrintStream plain = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (Future<String> line : lines) plain.println(line.get());
    plain.flush();
    System.exit(0);
  }

  private static String lineFor(Path file, FhirValidator validator) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    List<String> errors = new ArrayList<>();
    for (SingleValidationMessage one : validator.validateWithResult(text).getMessages()) {
      boolean bad =
          switch (one.getSeverity()) {
            case ERROR, FATAL -> true;
            default -> false;
          };
      if (!bad) continue;
      errors.add(
          "{\"line\":"
              + one.getLocationLine()
              + ",\"at\":"
              + quoted(one.getLocationString())
              + ",\"says\":"
              + quoted(one.getMessage())
              + "}");
    }
    return "{\"file\":"
        + quoted(file.getFileName().toString())
        + ",\"errors\":["
        + String.join(",", errors)
        + "]}";
  }

  private static String quoted(String text) {
    if (text == null) return "null";
    StringBuilder out = new StringBuilder("\"");
    for (char unit : text.toCharArray()) {
      if (unit == '"' || unit == '\\') out.append('\\').append(unit);
      else if (unit < ' ' || unit > '~') out.append(String.format("\\u%04x", (int) unit));
      else out.append(unit);
    }
    return out.append('"').toString();
  }

  /**
   * What no free package holds: codes of SNOMED CT and LOINC, and the whole list of languages, are
   * taken as they are where they have the form of one.
   */
  private static final class OpenTerminology implements IValidationSupport {
    private static final Set<String> SYSTEMS = Set.of("http://snomed.info/sct", "http://loinc.org");
    private static final String LANGUAGES = "http://hl7.org/fhir/ValueSet/languages";
    private final FhirContext context;

    OpenTerminology(FhirContext context) {
      this.context = context;
    }

    @Override
    public FhirContext getFhirContext() {
      return context;
    }

    @Override
    public boolean isCodeSystemSupported(ValidationSupportContext support, String system) {
      return SYSTEMS.contains(system);
    }

    @Override
    public boolean isValueSetSupported(ValidationSupportContext support, String url) {
      return LANGUAGES.equals(url);
    }

    @Override
    public CodeValidationResult validateCode(
        ValidationSupportContext support,
        ConceptValidationOptions options,
        String system,
        String code,
        String display,
        String valueSet) {
      return SYSTEMS.contains(system) ? new CodeValidationResult().setCode(code) : null;
    }

    @Override
    public CodeValidationResult validateCodeInValueSet(
        ValidationSupportContext support,
        ConceptValidationOptions options,
        String system,
        String code,
        String display,
        IBaseResource valueSet) {
      boolean isLanguage =
          valueSet instanceof ValueSet set
              && LANGUAGES.equals(set.getUrl())
              && code.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
      return isLanguage ? new CodeValidationResult().setCode(code) : null;
    }
  }
}

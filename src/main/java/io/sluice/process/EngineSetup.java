package io.sluice.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.variable.serializer.PrimitiveValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.TypedValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.value.UntypedValueImpl;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.StringValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What Sluice adds to the engine, from the engine's own packages, as {@link LaterRetries} is: there is no public way for
 * these additions.
 */
@Component
class EngineSetup extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = engine.getCustomPreBPMNParseListeners();
        List<BpmnParseListener> more = listeners == null ? new ArrayList<>() : new ArrayList<>(listeners);
        more.add(new ConfineForms());
        engine.setCustomPreBPMNParseListeners(more);

        @SuppressWarnings("rawtypes")
        List<TypedValueSerializer> serializers = engine.getCustomPreVariableSerializers();
        @SuppressWarnings("rawtypes")
        List<TypedValueSerializer> moreSerializers =
                serializers == null ? new ArrayList<>() : new ArrayList<>(serializers);
        moreSerializers.add(new LongTexts());
        engine.setCustomPreVariableSerializers(moreSerializers);
        engine.setHistoryEventProducer(new ShortFormHistory());
        engine.setFailedJobCommandFactory(new LaterRetries());

        List<CommandInterceptor> interceptors = engine.getCustomPostCommandInterceptorsTxRequired();
        List<CommandInterceptor> moreInterceptors =
                interceptors == null ? new ArrayList<>() : new ArrayList<>(interceptors);
        moreInterceptors.add(new BareRefusals());
        engine.setCustomPostCommandInterceptorsTxRequired(moreInterceptors);
    }

    /**
     * Takes a refusal out of the exceptions that the engine wraps around whatever a listener throws: they are for faults, fill
     * the log with their stack, and put their own words before the sentence.
     */
    private static final class BareRefusals extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            try {
                return next.execute(command);
            } catch (ProcessEngineException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof Refused refused) {
                        throw refused;
                    }
                }
                throw e;
            }
        }
    }

    /**
     * Gives every user task copies of our variables. A form can send any variable it likes; sent under one of our names, it
     * changes the copy, which ends with the task.
     */
    private static final class ConfineForms extends AbstractBpmnParseListener {

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            ((UserTaskActivityBehavior) activity.getActivityBehavior())
                    .getTaskDefinition()
                    .addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, ConfineForms::copy);
        }

        private static void copy(DelegateTask task) {
            DelegateExecution execution = task.getExecution();
            for (String name : ChangeRequestProcess.CONFINED) {
                TypedValue value = execution.getVariableTyped(name, false);
                task.setVariableLocal(name, value == null ? Variables.untypedNullValue() : value);
            }
        }
    }

    /**
     * The history of forms has a column of 4,000 characters and fails on more. The history of variables and our own evidence
     * have the whole text, so the beginning is enough here.
     */
    private static final class ShortFormHistory extends CacheAwareHistoryEventProducer {

        @Override
        public HistoryEvent createFormPropertyUpdateEvt(
                ExecutionEntity execution, String propertyId, String propertyValue, String taskId) {
            boolean fits = propertyValue == null || propertyValue.length() <= LongTexts.LONGEST_IN_COLUMN;
            String shown = fits ? propertyValue : propertyValue.substring(0, LongTexts.LONGEST_IN_COLUMN);
            return super.createFormPropertyUpdateEvt(execution, propertyId, shown, taskId);
        }
    }

    /**
     * Keeps texts that are longer than the 4,000 characters of a column as bytes: a scope or an org's answer may be
     * longer.
     */
    private static final class LongTexts extends PrimitiveValueSerializer<StringValue> {

        private static final int LONGEST_IN_COLUMN = 4000;

        LongTexts() {
            super(ValueType.STRING);
        }

        @Override
        public String getName() {
            return "long-string";
        }

        @Override
        public StringValue convertToTypedValue(UntypedValueImpl value) {
            return Variables.stringValue((String) value.getValue(), value.isTransient());
        }

        @Override
        public StringValue readValue(ValueFields fields, boolean asTransient) {
            byte @Nullable [] bytes = fields.getByteArrayValue();
            return Variables.stringValue(bytes == null ? null : new String(bytes, StandardCharsets.UTF_8), asTransient);
        }

        @Override
        public void writeValue(StringValue value, ValueFields fields) {
            fields.setByteArrayValue(value.getValue().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        protected boolean canWriteValue(TypedValue value) {
            return value.getValue() instanceof String text && text.length() > LONGEST_IN_COLUMN;
        }
    }
}
